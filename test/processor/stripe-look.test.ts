import { describe, expect, it } from '@jest/globals';
import { createStripeLook } from '../../functions/processor/stripe-look.ts';
import { refusal, type Step, startScriptedStripe } from './scripted-stripe.ts';

const PAYMENT = {
  id: 'pi_1',
  object: 'payment_intent',
  status: 'succeeded',
  amount: 2_000,
  currency: 'usd',
  latest_charge: { object: 'charge', amount_refunded: 500 },
  metadata: { chargeId: 'ch_1' },
};
const REFUND = {
  id: 're_9',
  object: 'refund',
  status: 'failed',
  amount: 500,
  currency: 'isk',
  payment_intent: 'pi_1',
  metadata: { refundId: 're_1' },
};
const MISSING = refusal(404, { type: 'invalid_request_error', code: 'resource_missing' });
const found = (object: object): Step => ({ status: 200, body: object });

const lookAt = async (what: 'payment' | 'refund', step: Step, budgetMs = 2_000) => {
  const stripe = await startScriptedStripe(step);
  const look = createStripeLook({ apiKey: 'sk_test_x', apiBase: stripe.url });
  const outcome = await (what === 'payment'
    ? look.retrievePayment('pi_1', budgetMs)
    : look.retrieveRefund('re_9', budgetMs));
  await stripe.close();
  return { outcome, received: stripe.received };
};

describe('a look at a payment', () => {
  it('says what it is now, with one call that moves nothing', async () => {
    const { outcome, received } = await lookAt('payment', found(PAYMENT));
    expect(outcome).toEqual({
      kind: 'payment',
      paymentId: 'pi_1',
      status: 'succeeded',
      amount: 2_000,
      currency: 'USD',
      amountRefunded: 500,
      metadata: { chargeId: 'ch_1' },
    });
    expect(received.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      'GET /v1/payment_intents/pi_1?expand[0]=latest_charge',
    ]);
  });

  it('counts in the units of ISO 4217', async () => {
    expect((await lookAt('payment', found({ ...PAYMENT, currency: 'isk' }))).outcome).toMatchObject({
      amount: 20,
      amountRefunded: 5,
    });
  });

  it('has nothing refunded while it has no charge', async () => {
    const unpaid = { ...PAYMENT, status: 'canceled', latest_charge: null };
    expect((await lookAt('payment', found(unpaid))).outcome).toMatchObject({
      status: 'canceled',
      amountRefunded: 0,
    });
  });
});

describe('a look at a refund', () => {
  it('says what it is now', async () => {
    expect((await lookAt('refund', found(REFUND))).outcome).toEqual({
      kind: 'refund',
      processorId: 're_9',
      paymentId: 'pi_1',
      status: 'failed',
      amount: 5,
      currency: 'ISK',
      metadata: { refundId: 're_1' },
    });
  });
});

describe.each(['payment', 'refund'] as const)('a look at a %s that is not to be had', (what) => {
  it('says that it is missing only when Stripe does', async () => {
    expect((await lookAt(what, MISSING)).outcome).toEqual({ kind: 'missing' });
    const elsewhere = refusal(404, { type: 'invalid_request_error' });
    expect((await lookAt(what, elsewhere)).outcome.kind).toBe('unknown');
  });

  it.each<[string, Step]>([
    ['no answer', 'close'],
    ['a failure of Stripe', refusal(500, { type: 'api_error' })],
    ['a revoked key', refusal(401, { type: 'invalid_request_error' })],
    ['another object', found({ ...PAYMENT, object: 'charge' })],
    ['an object without an amount', found({ ...PAYMENT, ...REFUND, amount: null })],
    ['an object without a status', found({ ...(what === 'payment' ? PAYMENT : REFUND), status: null })],
    ['another status of HTTP', { status: 202, body: what === 'payment' ? PAYMENT : REFUND }],
  ])('is unknown: %s', async (_, step) => {
    expect((await lookAt(what, step)).outcome).toEqual({ kind: 'unknown', reason: expect.any(String) });
  });

  it('is unknown when no time is left', async () => {
    const { outcome, received } = await lookAt(what, found(PAYMENT), 0);
    expect([outcome.kind, received]).toEqual(['unknown', []]);
  });
});

describe('a payment whose charge is not shown', () => {
  it('is unknown: what was refunded cannot be told', async () => {
    const { outcome } = await lookAt('payment', found({ ...PAYMENT, latest_charge: 'ch_9' }));
    expect(outcome.kind).toBe('unknown');
  });
});
