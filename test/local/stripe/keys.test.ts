import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { type Account, openAccount } from '../../../local/stripe/account.ts';
import { openDoor } from '../../../local/stripe/door.ts';
import type { Breakdown } from '../../../local/stripe/endpoints.ts';
import type { Door } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

const HOUR_MS = 60 * 60_000;

let nowMs: number;
let breakdown: Breakdown | undefined;
let account: Account;
let door: Door;
let intents: Stripe['paymentIntents'];

beforeEach(async () => {
  nowMs = 1_767_225_600_000;
  breakdown = undefined;
  account = openAccount({ clock: () => nowMs, breakdown: () => breakdown });
  door = await openDoor(account);
  intents = sdkAt(door).paymentIntents;
});

afterEach(() => door.close());

const UNDER_KEY = { idempotencyKey: 'key-1' };

describe('a request repeated under its key', () => {
  it('gets the stored success, and says so', async () => {
    const first = await intents.create(PAYMENT, UNDER_KEY);
    const second = await intents.create(PAYMENT, UNDER_KEY);
    expect(second).toEqual(first);
    expect(first.lastResponse.headers).not.toHaveProperty('idempotent-replayed');
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(account.ledger()).toHaveLength(1);
  });

  it('gets the stored decline', async () => {
    const declining = { ...PAYMENT, payment_method: 'pm_card_chargeDeclined' };
    const first = await errorOf(intents.create(declining, UNDER_KEY));
    const second = await errorOf(intents.create(declining, UNDER_KEY));
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
    expect(second.headers?.['idempotent-replayed']).toBe('true');
    expect(account.ledger()).toHaveLength(1);
  });

  it.each<[Breakdown, number]>([
    ['before-effect', 0],
    ['after-effect', 1],
  ])('gets the stored 500 of a Stripe that broke %s', async (when, moved) => {
    breakdown = when;
    expect(await errorOf(intents.create(PAYMENT, UNDER_KEY))).toMatchObject({ statusCode: 500 });
    breakdown = undefined;
    const replayed = await errorOf(intents.create(PAYMENT, UNDER_KEY));
    expect(replayed).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } });
    expect(account.ledger()).toHaveLength(moved);
  });

  it('gets the stored refusal of a payment method that is not there, which other parameters do not change', async () => {
    const missing = { ...PAYMENT, payment_method: 'pm_gone' };
    await errorOf(intents.create(missing, UNDER_KEY));
    expect(await errorOf(intents.create(PAYMENT, UNDER_KEY))).toMatchObject({ rawType: 'idempotency_error' });
  });

  it('does not care in which order its parameters come', async () => {
    const first = await intents.create(PAYMENT, UNDER_KEY);
    const backwards = Object.fromEntries(Object.entries(PAYMENT).reverse()) as unknown as typeof PAYMENT;
    expect((await intents.create(backwards, UNDER_KEY)).id).toBe(first.id);
  });

  it('is new once the key is 24 hours old, and not a moment before', async () => {
    const first = await intents.create(PAYMENT, UNDER_KEY);
    nowMs += 24 * HOUR_MS - 1;
    expect((await intents.create(PAYMENT, UNDER_KEY)).id).toBe(first.id);
    nowMs += 1;
    expect((await intents.create(PAYMENT, UNDER_KEY)).id).not.toBe(first.id);
    expect(account.ledger()).toHaveLength(2);
  });
});

describe('another request under a key in use', () => {
  it('is refused for other parameters', async () => {
    await intents.create(PAYMENT, UNDER_KEY);
    const error = await errorOf(intents.create({ ...PAYMENT, amount: 2_001 }, UNDER_KEY));
    expect(error).toMatchObject({
      statusCode: 400,
      type: 'StripeIdempotencyError',
      rawType: 'idempotency_error',
    });
  });

  it('is refused for another endpoint, even with the same parameters', async () => {
    const first = await intents.create(PAYMENT);
    const second = await intents.create(PAYMENT);
    await errorOf(intents.cancel(first.id, {}, UNDER_KEY));
    const error = await errorOf(intents.cancel(second.id, {}, UNDER_KEY));
    expect(error).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
  });

  it('is refused while the first is running', async () => {
    let release = () => {};
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const whileRunning = () => {
      arrive();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    const slowDoor = await openDoor({ ...account, serve: (request) => account.serve(request, whileRunning) });
    const first = sdkAt(slowDoor).paymentIntents.create(PAYMENT, UNDER_KEY);
    await arrived;
    const error = await errorOf(intents.create(PAYMENT, UNDER_KEY));
    expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    release();
    expect((await intents.create(PAYMENT, UNDER_KEY)).id).toBe((await first).id);
    await slowDoor.close();
  });

  it('is free to come when the first failed validation', async () => {
    await errorOf(intents.create({ ...PAYMENT, amount: 1 }, UNDER_KEY));
    expect(await intents.create(PAYMENT, UNDER_KEY)).toMatchObject({ status: 'succeeded' });
  });

  it('is free to come when the first had no API key', async () => {
    const error = await errorOf(sdkAt(door, 'pk_wrong').paymentIntents.create(PAYMENT, UNDER_KEY));
    expect(error).toMatchObject({ statusCode: 401 });
    expect(await intents.create(PAYMENT, UNDER_KEY)).toMatchObject({ status: 'succeeded' });
  });
});

describe('a key', () => {
  it('has 255 characters at most', async () => {
    expect(await intents.create(PAYMENT, { idempotencyKey: 'k'.repeat(255) })).toMatchObject({
      status: 'succeeded',
    });
    const error = await errorOf(intents.create(PAYMENT, { idempotencyKey: 'k'.repeat(256) }));
    expect(error).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
  });
});
