import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { type Door, type LocalStripe, startLocalStripe } from '../../local/stripe/index.ts';
import { runRecovery } from '../rig/run-recovery.ts';
import { charge, type Service, startService } from '../rig/service.ts';

const DAY_MS = 24 * 60 * 60_000;

let service: Service;
let stripe: LocalStripe;
let door: Door;

beforeEach(async () => {
  service = await startService();
  stripe = await startLocalStripe({ clock: service.world.clock });
  door = await stripe.openDoor();
});

afterEach(async () => {
  await door.close();
  await stripe.close();
});

/** The processor that runs on AWS, at a Stripe that forgets keys after a day of the held clock. */
const processor = () =>
  createStripeProcessor({
    apiKey: 'sk_test_local',
    apiBase: door.url,
    account: 'acct_test',
    clock: service.world.clock,
  });

const run = () => runRecovery(service, { processor: processor() });

const chargeNow = async () =>
  (await service.call({ route: 'GET /charges', query: { idempotencyKey: 'k' } })).json;

describe('a charge that is older than the memory of its key', () => {
  it('is looked for in the list: the money had moved, and nothing moves again', async () => {
    await door.arm({ fault: 'processor-timeout' });
    const call = service.instance({
      processor: processor(),
      settings: { ...service.settings, processorTimeoutMs: 200 },
    });
    expect((await call(charge('k'))).json.code).toBe('outcome-unknown');
    await door.arm(undefined);
    expect(stripe.ledger()).toHaveLength(1);

    service.world.pass(DAY_MS + 60_000);
    expect(await run()).toMatchObject({ settled: 1 });

    expect(await chargeNow()).toMatchObject({ status: 'succeeded' });
    // A blind call would have left a second payment in the books, if only a canceled one.
    expect(stripe.ledger().map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('is abandoned when the list has no payment of it', async () => {
    const call = service.instance({ processor: processor() });
    const failing = { ...processor(), charge: async () => ({ kind: 'unknown', reason: 'crash' }) as const };
    await service.instance({ processor: failing })(charge('k'));

    service.world.pass(DAY_MS + 60_000);
    expect(await run()).toMatchObject({ settled: 1 });

    expect(await chargeNow()).toMatchObject({ status: 'failed', failure: { code: 'charge-abandoned' } });
    expect(stripe.ledger()).toEqual([]);
    expect((await call(charge('k'))).json.code).toBe('charge-abandoned');
  });
});
