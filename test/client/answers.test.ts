import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient, OutcomeUnknown, Problem } from '@payonce/client';
import { PROBLEMS, type ProblemCode } from '../../functions/http/problem.ts';
import { errorOf } from './rig/error-of.ts';
import {
  CHARGED,
  json,
  problemReply,
  type Reply,
  type ReplyServer,
  replyServer,
} from './rig/reply-server.ts';

const BODY = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' };
const CODES = Object.keys(PROBLEMS) as ProblemCode[];
const REPEATED = CODES.filter((code) => PROBLEMS[code].retry === 'same-key');
const THROWN = CODES.filter((code) => PROBLEMS[code].retry !== 'same-key');

let server: ReplyServer;
afterEach(() => server.close());

const answering = async (...replies: readonly Reply[]) => {
  server = await replyServer(...replies);
  return createClient({ baseUrl: `${server.url}/stage/`, token: 't', deadlineMs: 20_000 });
};
const charge = (client: Awaited<ReturnType<typeof answering>>) =>
  client.charges.create({ idempotencyKey: 'k-1', body: BODY });

describe('a request', () => {
  it('is what the contract describes', async () => {
    const client = await answering(CHARGED, { status: 201, body: '{}' }, json(200, {}), { status: 204 });
    await charge(client);
    await client.refunds.create({ idempotencyKey: 'k-2', path: { id: 'a/b' }, body: {} });
    await client.charges.list({ query: { limit: 2, cursor: 'c=&' } });
    await client.orders.cancel({ path: { id: 'ord_1' }, ifMatch: '"v1"' });

    const shown = server.received.map(({ method, url, headers, body }) => [
      `${method} ${url}`,
      headers['idempotency-key'],
      headers['if-match'],
      headers['content-type'],
      headers.authorization,
      body,
    ]);
    expect(shown).toEqual([
      ['POST /stage/charges', 'k-1', undefined, 'application/json', 'Bearer t', JSON.stringify(BODY)],
      ['POST /stage/charges/a%2Fb/refunds', 'k-2', undefined, 'application/json', 'Bearer t', '{}'],
      ['GET /stage/charges?limit=2&cursor=c%3D%26', undefined, undefined, undefined, 'Bearer t', ''],
      ['DELETE /stage/orders/ord_1', undefined, '"v1"', undefined, 'Bearer t', ''],
    ]);
  });

  it('without its key, or with an id that is empty, is not sent, also by callers without types', async () => {
    const client = await answering(CHARGED);
    const untyped = client as unknown as {
      [group: string]: { [name: string]: (input: object) => Promise<unknown> };
    };
    for (const idempotencyKey of [undefined, null, ''])
      await expect(untyped.charges?.create?.({ idempotencyKey, body: BODY })).rejects.toThrow(TypeError);
    await expect(untyped.orders?.cancel?.({ path: { id: '' } })).rejects.toThrow(TypeError);
    expect(server.received).toEqual([]);
  });

  it('stays the same when the caller changes its object meanwhile', async () => {
    const client = await answering('closed', CHARGED);
    const body = { ...BODY };
    const answer = client.charges.create({ idempotencyKey: 'k-1', body });
    body.amount = 1;
    await answer;
    expect(server.received.map((each) => each.body)).toEqual(Array(2).fill(JSON.stringify(BODY)));
  });
});

describe('an answer', () => {
  it('has its data, its status, its tag, and whether it is a replay', async () => {
    const client = await answering(
      json(200, { id: 'ord_1' }, { etag: '"v1"' }),
      { status: 201, headers: { 'idempotent-replayed': 'true' }, body: '{"id":"ch_1"}' },
      { status: 204 },
    );
    expect(await client.orders.get({ path: { id: 'ord_1' } })).toEqual({
      data: { id: 'ord_1' },
      status: 200,
      replayed: false,
      etag: '"v1"',
    });
    expect(await charge(client)).toEqual({ data: { id: 'ch_1' }, status: 201, replayed: true, etag: null });
    const canceled = await client.orders.cancel({ path: { id: 'ord_1' } });
    expect([canceled.data, canceled.status]).toEqual([undefined, 204]);
  });
});

describe('with the same key and the same bytes it is repeated', () => {
  const bare = [429, 500, 502, 503, 504].map(
    (status) => [`a bare ${status}`, json(status, { message: 'No' })] as const,
  );
  const problems = REPEATED.map((code) => [code, problemReply(code)] as const);
  const noAnswers = [
    ['a closed socket', 'closed'],
    ['a body that breaks off', 'cut off'],
    ['the log-in page of a hotel', { status: 200, body: '<html>Welcome</html>' }],
    ['a success that is none of this operation', json(200, { id: 'ch_1' })],
    ['a success without its body', { status: 201, body: '' }],
    ['a page where JSON should be', { status: 201, body: '<html>' }],
    ['an error page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ] as const;

  it.each([...bare, ...problems, ...noAnswers])('after %s', async (_, reply) => {
    const client = await answering(reply, CHARGED);
    expect((await charge(client)).data.id).toBe('ch_1');
    const sent = server.received.map(({ headers, body }) => [headers['idempotency-key'], body]);
    expect(sent).toEqual(Array(2).fill(['k-1', JSON.stringify(BODY)]));
  });

  it('after a redirect, which is not followed: whoever redirects does not get the token', async () => {
    const elsewhere = await replyServer(CHARGED);
    const client = await answering({ status: 307, headers: { location: `${elsewhere.url}/` } }, CHARGED);
    await charge(client);
    expect([server.received.length, elsewhere.received.length]).toEqual([2, 0]);
    await elsewhere.close();
  });
});

describe('is thrown at once', () => {
  it.each(THROWN)('%s', async (code) => {
    const client = await answering(problemReply(code), CHARGED);
    const error = await errorOf(charge(client));
    expect(error).toBeInstanceOf(Problem);
    const { status, retry } = PROBLEMS[code];
    expect([error.status, error.code, error.retry, error.detail]).toEqual([status, code, retry, 'Why.']);
    expect(server.received).toHaveLength(1);
  });

  it.each([400, 403, 404, 413])('a bare %i', async (status) => {
    const client = await answering(json(status, { message: 'No' }), CHARGED);
    const error = await errorOf(charge(client));
    expect([error.status, error.code, error.retry, error.document]).toEqual([status, null, 'never', null]);
    expect(server.received).toHaveLength(1);
  });

  it('all that a problem says', async () => {
    const members = {
      code: 'validation-failed',
      retry: 'never',
      detail: 'Why.',
      errors: [{ pointer: '/amount', detail: 'Too small.' }],
    };
    const client = await answering(json(400, members, { 'retry-after': '7' }));
    const { errors, retryAfterS, document } = await errorOf(charge(client));
    expect({ errors, retryAfterS, document }).toEqual({
      errors: members.errors,
      retryAfterS: 7,
      document: members,
    });
  });
});

describe('turned away at the gate after an answer was lost', () => {
  it('the outcome is unknown, since the first attempt may have come through', async () => {
    const client = await answering('closed', json(403, { message: 'Forbidden' }));
    const error = await errorOf(charge(client));
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(error.cause).toMatchObject({ name: 'Problem', status: 403 });
  });

  it.each(['a read has no outcome', 'what was throttled has not come through'])('%s', async (which) => {
    const isRead = which.startsWith('a read');
    const first = isRead ? 'closed' : json(429, { message: 'Too Many Requests' });
    const client = await answering(first, json(403, { message: 'Forbidden' }));
    const error = await errorOf(isRead ? client.charges.list() : charge(client));
    expect(error).toMatchObject({ name: 'Problem', status: 403 });
  });

  it('an answer of the API counts', async () => {
    const client = await answering('closed', problemReply('card-declined'));
    await expect(charge(client)).rejects.toMatchObject({ name: 'Problem', code: 'card-declined' });
  });
});
