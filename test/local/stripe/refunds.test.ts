import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { type Account, openAccount } from '../../../local/stripe/account.ts';
import { openDoor } from '../../../local/stripe/door.ts';
import type { Breakdown } from '../../../local/stripe/endpoints.ts';
import type { Door } from '../../../local/stripe/index.ts';
import { errorOf, PAYMENT, sdkAt } from './sdk.ts';

let nowMs: number;
let breakdown: Breakdown | undefined;
let account: Account;
let door: Door;
let stripe: Stripe;

beforeEach(async () => {
  nowMs = 1_767_225_600_000;
  breakdown = undefined;
  account = openAccount({ clock: () => nowMs, breakdown: () => breakdown });
  door = await openDoor(account);
  stripe = sdkAt(door);
});
afterEach(() => door.close());

const UNDER_KEY = { idempotencyKey: 'refund-1' };
const pay = async (changes: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<string> =>
  (await stripe.paymentIntents.create({ ...PAYMENT, ...changes })).id;
const refund = (payment_intent: string, more: Stripe.RefundCreateParams = {}, options = {}) =>
  stripe.refunds.create({ payment_intent, ...more }, options);
const amountsRefunded = () => account.ledger().map(({ amountRefunded }) => amountRefunded);

describe('a refund', () => {
  it('gives back all that is left when it names no amount', async () => {
    const id = await pay();
    await refund(id, { amount: 500 });
    const rest = await refund(id, { metadata: { refundId: 're_1' }, reason: 'duplicate' });
    expect(rest).toMatchObject({
      object: 'refund',
      status: 'succeeded',
      amount: 1_500,
      currency: 'usd',
      payment_intent: id,
      metadata: { refundId: 're_1' },
      reason: 'duplicate',
    });
    expect(amountsRefunded()).toEqual([2_000]);
    expect(await stripe.refunds.retrieve(rest.id)).toMatchObject({ id: rest.id, amount: 1_500 });
  });

  it('shows on the charge of its payment', async () => {
    const id = await pay();
    await refund(id, { amount: 500 });
    const { latest_charge } = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect(latest_charge).toMatchObject({ amount: 2_000, amount_refunded: 500, refunded: false });
  });

  it('is in the books in the units of ISO 4217', async () => {
    const id = await pay({ amount: 500, currency: 'isk' });
    await refund(id, { amount: 300, metadata: { refundId: 're_1' } }, UNDER_KEY);
    expect(account.refunds()).toMatchObject([
      { paymentId: id, refundId: 're_1', amount: 3, currency: 'ISK', idempotencyKey: 'refund-1' },
    ]);
    expect(amountsRefunded()).toEqual([3]);
  });
});

describe('a payment', () => {
  it('gives back no more than it was, in however many parts at the same time', async () => {
    const id = await pay();
    const parts = Array.from({ length: 10 }, () => refund(id, { amount: 300 }).catch(() => null));
    expect((await Promise.all(parts)).filter((part) => part !== null)).toHaveLength(6);
    expect(await errorOf(refund(id, { amount: 300 }))).toMatchObject({ statusCode: 400, param: 'amount' });
    await refund(id, { amount: 200 });
    expect(await errorOf(refund(id, { amount: 1 }))).toMatchObject({ code: 'charge_already_refunded' });
    expect(amountsRefunded()).toEqual([2_000]);
  });

  it('gives nothing back when it is not there, or has not succeeded', async () => {
    expect(await errorOf(refund('pi_gone'))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    expect(await errorOf(refund(id))).toMatchObject({ statusCode: 400, param: 'payment_intent' });
  });

  it.each<[string, object]>([
    ['no payment', { payment_intent: undefined }],
    ['an amount of nothing', { amount: 0 }],
    ['a part of a cent', { amount: 0.5 }],
    ['a reason that Stripe does not have', { reason: 'late' }],
    ['a parameter that Stripe does not have', { refund: 'yes' }],
  ])('is not refunded for a request with %s', async (_, wrong) => {
    const id = await pay();
    expect(await errorOf(refund(id, wrong))).toMatchObject({ statusCode: 400 });
    expect(account.refunds()).toEqual([]);
  });

  it('gives nothing back in a part that its currency does not have', async () => {
    const id = await pay({ amount: 5_120, currency: 'kwd' });
    expect(await errorOf(refund(id, { amount: 15 }))).toMatchObject({ code: 'invalid_charge_amount' });
  });
});

describe('a test card whose refunds take time', () => {
  it('pm_card_pendingRefund: is pending, then succeeds', async () => {
    const { id, status } = await refund(await pay({ payment_method: 'pm_card_pendingRefund' }));
    expect(status).toBe('pending');
    expect(amountsRefunded()).toEqual([2_000]);
    nowMs += 5_000;
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: 'succeeded' });
  });

  it('pm_card_refundFail: succeeds, then fails, and can be refunded again', async () => {
    const paymentId = await pay({ payment_method: 'pm_card_refundFail' });
    const { id, status } = await refund(paymentId);
    expect(status).toBe('succeeded');
    nowMs += 5_000;
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: 'failed' });
    expect(amountsRefunded()).toEqual([0]);
    expect(await refund(paymentId)).toMatchObject({ amount: 2_000 });
  });
});

describe('a refund repeated under its key', () => {
  it('gets the stored answer, which is as old as the first', async () => {
    const id = await pay({ payment_method: 'pm_card_pendingRefund' });
    const first = await refund(id, { amount: 500 }, UNDER_KEY);
    nowMs += 60_000;
    const second = await refund(id, { amount: 500 }, UNDER_KEY);
    expect(second).toEqual(first);
    expect(second.status).toBe('pending');
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(amountsRefunded()).toEqual([500]);
  });

  it('gets the stored refusal of what the payment does not bear, but not that of a bad parameter', async () => {
    const id = await pay();
    await errorOf(refund(id, { amount: 0 }, UNDER_KEY));
    await errorOf(refund(id, { amount: 2_001 }, UNDER_KEY));
    const again = await errorOf(refund(id, { amount: 2_001 }, UNDER_KEY));
    expect(again).toMatchObject({ param: 'amount', headers: { 'idempotent-replayed': 'true' } });
    expect(await errorOf(refund(id, { amount: 1 }, UNDER_KEY))).toMatchObject({
      rawType: 'idempotency_error',
    });
  });

  it.each<[Breakdown, number]>([
    ['before-effect', 0],
    ['after-effect', 500],
  ])('gets the stored 500 of a Stripe that broke %s', async (when, returned) => {
    const id = await pay();
    breakdown = when;
    expect(await errorOf(refund(id, { amount: 500 }, UNDER_KEY))).toMatchObject({ statusCode: 500 });
    breakdown = undefined;
    const again = await errorOf(refund(id, { amount: 500 }, UNDER_KEY));
    expect(again).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } });
    expect(amountsRefunded()).toEqual([returned]);
  });

  it('shares its keys with payments', async () => {
    const { id } = await stripe.paymentIntents.create(PAYMENT, UNDER_KEY);
    expect(await errorOf(refund(id, {}, UNDER_KEY))).toMatchObject({ rawType: 'idempotency_error' });
  });
});

describe('the list of refunds', () => {
  it('is newest first, page by page, of the payment that is asked for', async () => {
    const [one, other] = [await pay(), await pay()];
    const ids: string[] = [];
    for (let part = 0; part < 5; part += 1) {
      ids.unshift((await refund(one, { amount: 100 })).id);
      await refund(other, { amount: 100 });
    }
    const listed: string[] = [];
    for await (const { id } of stripe.refunds.list({ payment_intent: one, limit: 2 })) listed.push(id);
    expect(listed).toEqual(ids);
    expect((await stripe.refunds.list({ limit: 100 })).data).toHaveLength(10);
    expect(await errorOf(stripe.refunds.list({ payment_intent: 'pi_gone' }))).toMatchObject({
      statusCode: 404,
    });
  });
});
