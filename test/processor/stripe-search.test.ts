import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import type { Payment } from '../../functions/processor/processor.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { type Door, type LocalStripe, startLocalStripe } from '../../local/stripe/index.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';
import { intent, startScriptedStripe } from './scripted-stripe.ts';

const HOUR_MS = 60 * 60_000;
const BUDGET_MS = 5_000;

let nowMs: number;
let local: LocalStripe;
let door: Door;
let sdk: Stripe;

beforeEach(async () => {
  nowMs = CLAIMED_AT_MS;
  local = await startLocalStripe({ clock: () => nowMs });
  door = await local.openDoor();
  const { hostname, port } = new URL(door.url);
  sdk = new Stripe('sk_test_x', { host: hostname, port, protocol: 'http', telemetry: false });
});

afterEach(() => local.close());

const processor = () =>
  createStripeProcessor({ apiKey: 'sk_test_x', apiBase: door.url, account: 'acct_1', clock: () => nowMs });

const charge = (of: Partial<Payment> = {}) => processor().charge(payment(of), BUDGET_MS);
const cancelLater = (ageMs: number, of: Partial<Payment> = {}) => {
  nowMs = CLAIMED_AT_MS + ageMs;
  return processor().cancel(payment(of), nowMs, BUDGET_MS);
};

const ofAnotherCharge = (index: number) =>
  sdk.paymentIntents.create({ amount: 100, currency: 'usd', metadata: { chargeId: `ch_other_${index}` } });

describe('canceling a payment whose key Stripe may have forgotten', () => {
  it.each([23 * HOUR_MS + 1, 24 * HOUR_MS, 31 * 24 * HOUR_MS])(
    'finds the money that moved, %d ms later',
    async (ageMs) => {
      await charge();
      expect(await cancelLater(ageMs)).toEqual({ kind: 'succeeded', processorId: local.ledger()[0]?.id });
    },
  );

  it('sends nothing under the key, which would charge anew', async () => {
    expect(await cancelLater(25 * HOUR_MS)).toEqual({ kind: 'canceled' });
    expect(local.ledger()).toEqual([]);
  });

  it('answers the decline that it finds, and cancels its intent', async () => {
    const declining = { paymentMethod: 'pm_card_chargeDeclinedLostCard' };
    await charge(declining);
    expect(await cancelLater(25 * HOUR_MS, declining)).toMatchObject({ kind: 'declined', code: 'lost-card' });
    expect(local.ledger()).toMatchObject([{ status: 'canceled' }]);
  });

  it('ends a payment that still waits for the cardholder', async () => {
    const metadata = { chargeId: 'ch_1', downstreamKey: payment().downstreamKey };
    const card = { payment_method: 'pm_card_authenticationRequired', confirm: true };
    await sdk.paymentIntents.create({ amount: 2_000, currency: 'usd', metadata, ...card });
    const outcome = await cancelLater(25 * HOUR_MS);
    expect(outcome).toMatchObject({ kind: 'declined', code: 'authentication-required' });
    expect(local.ledger()).toMatchObject([{ status: 'canceled' }]);
  });

  it('finds it among many, and when it was made hours after its claim', async () => {
    for (let index = 0; index < 130; index += 1) await ofAnotherCharge(index);
    nowMs += 3 * HOUR_MS;
    await charge();
    for (let index = 0; index < 130; index += 1) await ofAnotherCharge(index);
    expect(await cancelLater(25 * HOUR_MS)).toMatchObject({ kind: 'succeeded' });
  });

  it('takes no payment of another deployment for its own', async () => {
    await charge({ downstreamKey: 'another-deployment/ch_1' });
    expect(await cancelLater(25 * HOUR_MS)).toEqual({ kind: 'canceled' });
  });

  it('counts on a clock of Stripe that is a minute behind', async () => {
    nowMs -= 60_000;
    await charge();
    expect(await cancelLater(25 * HOUR_MS)).toMatchObject({ kind: 'succeeded' });
  });
});

describe('an open intent that is found and cannot be canceled', () => {
  it('leaves the payment unknown', async () => {
    const found = intent('requires_confirmation', {
      metadata: { chargeId: 'ch_1', downstreamKey: payment().downstreamKey },
    });
    const list = { status: 200, body: { object: 'list', data: [found.body], has_more: false } };
    const stripe = await startScriptedStripe(list, 'close');
    const { cancel } = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
    const outcome = await cancel(payment(), CLAIMED_AT_MS + 25 * HOUR_MS, BUDGET_MS);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(stripe.received[1]?.path).toBe('/v1/payment_intents/pi_1/cancel');
    await stripe.close();
  });
});

describe('a list that is not read to its end', () => {
  const ENDLESS = { status: 200, body: { object: 'list', data: [], has_more: true } };
  const listed = (has_more: boolean) => ({
    status: 200,
    body: { object: 'list', data: [{ ...intent('succeeded').body, id: 'pi_other', metadata: {} }], has_more },
  });

  it.each([
    ['breaks off', [listed(true), 'close' as const]],
    ['is refused', [{ status: 429, body: { error: { type: 'invalid_request_error', code: 'rate_limit' } } }]],
    ['goes on after an empty page', [ENDLESS, ENDLESS]],
    ['is no list', [{ status: 200, body: { object: 'list' } }]],
    ['breaks off in its second stretch of time', [listed(false), 'close' as const]],
  ])('leaves the payment unknown: it %s', async (_name, steps) => {
    const stripe = await startScriptedStripe(...steps);
    const { cancel } = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
    const outcome = await cancel(payment(), CLAIMED_AT_MS + 25 * HOUR_MS, BUDGET_MS);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(stripe.received.every(({ method }) => method === 'GET')).toBe(true);
    await stripe.close();
  });
});
