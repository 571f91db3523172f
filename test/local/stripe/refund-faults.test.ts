import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../../functions/processor/stripe.ts';
import {
  type Door,
  type LocalStripe,
  type StripeFault,
  startLocalStripe,
} from '../../../local/stripe/index.ts';
import { CLAIMED_AT_MS, payment, refund } from '../../processor/payments.ts';

let local: LocalStripe;
let door: Door;
let paymentId: string;

const processor = () =>
  createStripeProcessor({
    apiKey: 'sk_test_x',
    apiBase: door.url,
    account: 'acct_1',
    clock: () => CLAIMED_AT_MS,
  });
const give = (budgetMs = 2_000) => processor().refund(refund({ paymentId }), CLAIMED_AT_MS, budgetMs);

beforeEach(async () => {
  local = await startLocalStripe({ clock: () => CLAIMED_AT_MS });
  door = await local.openDoor();
  const paid = await processor().charge(payment(), 2_000);
  paymentId = (paid as { processorId: string }).processorId;
});
afterEach(() => local.close());

describe('a fault at a door while money goes back', () => {
  it.each<['crash-before-effect' | 'crash-after-effect', number]>([
    ['crash-before-effect', 0],
    ['crash-after-effect', 1],
  ])('%s kills the caller at that point', async (fault, refundsAtDeath) => {
    const atDeath: number[] = [];
    await door.arm({ fault, kill: () => atDeath.push(local.refunds().length) });
    expect(await give()).toMatchObject({ kind: 'unknown' });
    expect(atDeath).toEqual([refundsAtDeath]);
    await door.arm(undefined);
    expect(await give()).toMatchObject({ kind: 'succeeded' });
    expect(local.refunds()).toHaveLength(1);
  });

  it.each<[StripeFault, string, number]>([
    [{ fault: 'processor-timeout' }, 'unknown', 1],
    [{ fault: 'processor-down' }, 'not-started', 0],
    [{ fault: 'slow-processor', ms: 20 }, 'succeeded', 1],
  ])('%j', async (fault, kind, refunds) => {
    await door.arm(fault);
    expect(await give(200)).toMatchObject({ kind });
    expect(local.refunds()).toHaveLength(refunds);
  });
});
