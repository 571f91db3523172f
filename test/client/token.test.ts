import { describe, expect, it } from '@jest/globals';
import { createClient, OutcomeUnknown } from '@payonce/client';
import { errorOf } from './rig/error-of.ts';
import { CHARGE_INPUT, charged, down, inTurn } from './rig/networks.ts';

const unauthorized = async () => new Response('{"message":"Unauthorized"}', { status: 401 });
const baseUrl = 'https://pay.example';

const rig = (fetch: ReturnType<typeof inTurn>) => {
  const asked: boolean[] = [];
  const token = async (refresh: boolean) => `t${asked.push(refresh)}`;
  const client = createClient({ baseUrl, token, fetch });
  return { asked, charge: () => client.charges.create(CHARGE_INPUT) };
};

const tokensOf = ({ calls }: ReturnType<typeof inTurn>) =>
  calls.map(({ headers }) => new Headers(headers).get('authorization'));

describe('a token', () => {
  it('is asked for once, however often the request is repeated', async () => {
    const fetch = inTurn(down, down, async () => charged());
    const { asked, charge } = rig(fetch);
    await charge();
    expect([asked, fetch.calls.length]).toEqual([[false], 3]);
  });

  it('that has expired is renewed once', async () => {
    const shown: (string | null)[] = [];
    const seen =
      (answer: () => Promise<Response>) =>
      async (_: string, { headers }: RequestInit) => {
        shown.push(new Headers(headers).get('authorization'));
        return answer();
      };
    const { asked, charge } = rig(
      inTurn(
        seen(unauthorized),
        seen(async () => charged()),
      ),
    );
    expect((await charge()).status).toBe(201);
    expect([asked, shown]).toEqual([
      [false, true],
      ['Bearer t1', 'Bearer t2'],
    ]);
  });

  it('that is refused also when it is new is not asked for again', async () => {
    const fetch = inTurn(unauthorized);
    const { asked, charge } = rig(fetch);
    await expect(charge()).rejects.toMatchObject({ name: 'Problem', status: 401 });
    expect([asked, fetch.calls.length]).toEqual([[false, true], 2]);
  });

  it('that is a text cannot be renewed', async () => {
    const fetch = inTurn(unauthorized);
    const client = createClient({ baseUrl, token: 't', fetch });
    await expect(client.charges.create(CHARGE_INPUT)).rejects.toMatchObject({ status: 401 });
    expect(tokensOf(fetch)).toEqual(['Bearer t']);
  });
});

describe('no token', () => {
  const refused = Object.assign(new Error('Log in again.'), { code: 'session-over' });

  it('means that nothing is sent, and its error is thrown', async () => {
    const fetch = inTurn(async () => charged());
    const token = () => {
      throw refused;
    };
    const client = createClient({ baseUrl, token, fetch });
    expect(await errorOf(client.charges.create(CHARGE_INPUT))).toBe(refused);
    expect(fetch.calls).toEqual([]);
  });

  it('after an answer was lost leaves the outcome unknown', async () => {
    const token = async (refresh: boolean) => {
      if (refresh) throw refused;
      return 't';
    };
    const client = createClient({ baseUrl, token, fetch: inTurn(down, unauthorized) });
    const error = await errorOf(client.charges.create(CHARGE_INPUT));
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(error.cause).toBe(refused);
  });
});
