import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalPayonce, startLocal } from '../../local/local-payonce.ts';

let local: LocalPayonce;
let authorization: string;
beforeAll(async () => {
  local = await startLocal({
    port: 0,
    concurrency: 4,
    logFile: '/dev/null',
    cdkOut: process.env.CDK_OUT ?? 'cdk.out',
  });
  authorization = `Bearer ${(await local.issuer.issueToken('demo')).token}`;
});
afterAll(() => local?.stop());

const charge = (key: string): Promise<Response> =>
  fetch(`${local.url}/charges`, {
    method: 'POST',
    headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ amount: 1999, currency: 'EUR', paymentMethod: 'pm_card_visa' }),
  });
const arm = (fault: string): Promise<Response> =>
  fetch(`${local.url}/local/faults`, { method: 'POST', body: JSON.stringify({ fault }) });
const movedBy = (chargeId: string) => local.stripe?.ledger().filter((entry) => entry.chargeId === chargeId);

describe('Payonce, as it is deployed, on this machine', () => {
  it('charges once for concurrent duplicates, and answers all of them alike', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => charge('concurrent')));
    const last = await charge('concurrent');
    const body = await last.text();
    expect(last.status).toBe(201);
    expect(last.headers.get('idempotent-replayed')).toBe('true');
    for (const reply of replies) {
      if (reply.status === 201) expect(await reply.text()).toBe(body);
      else expect(reply.status).toBe(409);
    }
    expect(movedBy(JSON.parse(body).id)).toHaveLength(1);
  });

  it('has charged when the answer was lost, and replays it', async () => {
    await arm('drop-response');
    await expect(charge('lost')).rejects.toThrow('fetch failed');
    const replay = await charge('lost');
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
    const { id } = (await replay.json()) as { id: string };
    expect(movedBy(id)).toHaveLength(1);
  });

  it('knows no charge any more when its data is deleted', async () => {
    await charge('deleted');
    await fetch(`${local.url}/local/data`, { method: 'DELETE' });
    const list = await fetch(`${local.url}/charges`, { headers: { authorization } });
    expect(await list.json()).toMatchObject({ data: [] });
    expect(local.stripe?.ledger()).toEqual([]);
  });
});
