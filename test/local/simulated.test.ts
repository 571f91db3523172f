import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalPayonce, startLocal } from '../../local/local-payonce.ts';
import { synthesize } from '../../local/synthesize.ts';
import { listenTo } from './http/rig/event-listener.ts';

const SYNTH_TIMEOUT_MS = 120_000;

let cdkOut: string;
let local: LocalPayonce;
let authorization: string;

/** What a first `cdk deploy` deploys, on this machine: the template of the other tests has Stripe in it. */
beforeAll(async () => {
  cdkOut = mkdtempSync(join(tmpdir(), 'payonce-simulated-'));
  await synthesize({ directory: cdkOut, processor: 'simulated', writeLine: () => undefined });
  local = await startLocal({ port: 0, concurrency: 4, logFile: '/dev/null', cdkOut });
  authorization = `Bearer ${(await local.issuer.issueToken('demo')).token}`;
}, SYNTH_TIMEOUT_MS);
afterAll(async () => {
  await local?.stop();
  rmSync(cdkOut, { recursive: true, force: true });
});
beforeEach(async () => {
  await fetch(`${local.url}/local/data`, { method: 'DELETE' });
});

const charge = async (key: string, paymentMethod = 'pm_card_visa') => {
  const reply = await fetch(`${local.url}/charges`, {
    method: 'POST',
    headers: { authorization, 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ amount: 1999, currency: 'EUR', paymentMethod }),
  });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
};
const arm = (fault: Record<string, unknown>) =>
  fetch(`${local.url}/local/faults`, { method: 'POST', body: JSON.stringify(fault) });
const ledger = async () => (await fetch(`${local.url}/local/processor`)).json();

describe('a deployment that needs no account', () => {
  it('charges once for concurrent duplicates, and the ledger says so in Stripe’s shape', async () => {
    await Promise.all(Array.from({ length: 6 }, () => charge('concurrent')));
    const last = await charge('concurrent');
    expect([last.status, last.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    const { id } = JSON.parse(last.text);
    expect(await ledger()).toEqual([
      {
        id: expect.stringMatching(/^sim_\d+_.+$/),
        chargeId: id,
        amount: 1999,
        currency: 'EUR',
        status: 'succeeded',
        amountRefunded: 0,
        idempotencyKey: `payonce-dev-${id}`,
      },
    ]);
  });

  it('declines as Stripe does', async () => {
    const reply = await charge('declined', 'pm_card_chargeDeclinedInsufficientFunds');
    expect(reply.status).toBe(402);
    expect(JSON.parse(reply.text)).toMatchObject({
      code: 'card-declined',
      failure: { code: 'insufficient-funds', message: 'The card has insufficient funds.' },
    });
    expect(await ledger()).toMatchObject([{ status: 'failed' }]);
  });

  it('loses an answer on demand, and replays it', async () => {
    expect((await arm({ fault: 'drop-response' })).status).toBe(204);
    await expect(charge('lost')).rejects.toThrow('fetch failed');
    expect((await charge('lost')).headers.get('idempotent-replayed')).toBe('true');
    expect(await ledger()).toHaveLength(1);
  });

  it.each([
    { fault: 'crash-before-effect' },
    { fault: 'crash-after-effect' },
    { fault: 'processor-timeout' },
    { fault: 'processor-down' },
    { fault: 'slow-processor', ms: 10 },
  ])('says that %j needs the local Stripe', async (fault) => {
    const reply = await arm(fault);
    expect(reply.status).toBe(400);
    expect(await reply.text()).toContain('start without `--processor simulated`');
    expect((await charge('undisturbed')).status).toBe(201);
  });

  it('shows one tenant its own payments', async () => {
    await charge('mine');
    const of = async (tenant: string) =>
      (await fetch(`${local.url}/local/processor?tenant=${tenant}`)).json();
    expect(await of('demo')).toEqual(await ledger());
    expect(await of('other')).toEqual([]);
  });

  it('is heard of, but for its money, and does not charge without a key', async () => {
    const listener = await listenTo(local, 'demo');
    expect(listener.hello.processor).toBe('simulated');
    await charge('heard');
    await listener.hears(1, 'answer');
    expect(listener.heard.map(({ kind }) => kind)).toEqual(['request', 'record', 'record', 'answer']);
    listener.leave();

    const refused = await fetch(`${local.url}/local/without-key/charges`, {
      method: 'POST',
      headers: { authorization },
    });
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('simulated')]);
  });

  it('forgets its ledger with all other data', async () => {
    await charge('forgotten');
    expect(await ledger()).toHaveLength(1);
    await fetch(`${local.url}/local/data`, { method: 'DELETE' });
    expect(await ledger()).toEqual([]);
  });
});
