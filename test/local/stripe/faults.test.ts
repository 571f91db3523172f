import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../../functions/processor/stripe.ts';
import {
  type Door,
  type LocalStripe,
  type StripeFault,
  startLocalStripe,
} from '../../../local/stripe/index.ts';
import { CLAIMED_AT_MS, payment } from '../../processor/payments.ts';

let local: LocalStripe;
let door: Door;
/** Asked for by every request that Stripe begins. */
let onClock: () => void;

beforeEach(async () => {
  onClock = () => {};
  const clock = () => {
    onClock();
    return CLAIMED_AT_MS;
  };
  local = await startLocalStripe({ clock });
  door = await local.openDoor();
});
afterEach(() => local.close());

const charge = (at: Door = door, budgetMs = 2_000) =>
  createStripeProcessor({
    apiKey: 'sk_test_x',
    apiBase: at.url,
    account: 'acct_1',
    clock: () => CLAIMED_AT_MS,
  }).charge(payment(), budgetMs);

const killing = (fault: 'crash-before-effect' | 'crash-after-effect') => {
  const movedAtDeath: number[] = [];
  const armed: StripeFault = { fault, kill: () => movedAtDeath.push(local.ledger().length) };
  return { armed, movedAtDeath };
};

describe('a fault at a door', () => {
  it('kills before the money moves', async () => {
    const { armed, movedAtDeath } = killing('crash-before-effect');
    await door.arm(armed);
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(movedAtDeath).toEqual([0]);
    expect(local.ledger()).toEqual([]);
  });

  it('kills after the money moved', async () => {
    const { armed, movedAtDeath } = killing('crash-after-effect');
    await door.arm(armed);
    expect(await charge()).toMatchObject({ kind: 'unknown' });
    expect(movedAtDeath).toEqual([1]);
    expect(local.ledger()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('moves the money and never answers', async () => {
    await door.arm({ fault: 'processor-timeout' });
    expect(await charge(door, 100)).toMatchObject({ kind: 'unknown' });
    expect(local.ledger()).toMatchObject([{ status: 'succeeded' }]);
  });

  it('refuses connections, and takes them again at the same address', async () => {
    await door.arm({ fault: 'processor-down' });
    expect(await charge()).toMatchObject({ kind: 'not-started' });
    expect(local.ledger()).toEqual([]);
    await door.arm(undefined);
    expect(await charge()).toMatchObject({ kind: 'succeeded' });
  });

  it('is slow, but answers', async () => {
    await door.arm({ fault: 'slow-processor', ms: 60 });
    const startMs = performance.now();
    expect(await charge()).toMatchObject({ kind: 'succeeded' });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(55);
  });

  it('lasts until it is disarmed, and meets nobody at another door', async () => {
    await door.arm({ fault: 'processor-down' });
    const other = await local.openDoor();
    expect(await charge()).toMatchObject({ kind: 'not-started' });
    expect(await charge()).toMatchObject({ kind: 'not-started' });
    expect(await charge(other)).toMatchObject({ kind: 'succeeded' });
    await door.arm(undefined);
    expect(await charge()).toMatchObject({ kind: 'succeeded' });
    expect(local.ledger()).toHaveLength(1);
  });
});

describe('closing', () => {
  it('does not undo a request that is running: Stripe goes on when its client has died', async () => {
    const other = await local.openDoor();
    await door.arm({ fault: 'slow-processor', ms: 300 });
    const begun = new Promise<void>((resolve) => {
      onClock = resolve;
    });
    const running = charge();
    await begun;
    await door.close();
    expect(await running).toMatchObject({ kind: 'unknown' });

    let outcome = await charge(other);
    while (outcome.kind === 'unknown') outcome = await charge(other);
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    expect(local.ledger().map(({ status }) => status)).toEqual(['succeeded']);
  });

  it('closes a door twice without complaint', async () => {
    await door.close();
    await door.close();
  });
});
