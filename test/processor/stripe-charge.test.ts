import { afterEach, describe, expect, it } from '@jest/globals';
import type { Payment } from '../../functions/processor/processor.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';
import {
  intent,
  KEY_TAKEN,
  REPLAYED,
  refusal,
  type ScriptedStripe,
  type Step,
  startScriptedStripe,
} from './scripted-stripe.ts';

let stripe: ScriptedStripe;
afterEach(() => stripe.close());

const HOUR_MS = 60 * 60_000;

const charge = async (
  steps: readonly Step[],
  {
    of = {},
    ageMs = 1_000,
    budgetMs = 2_000,
  }: { of?: Partial<Payment>; ageMs?: number; budgetMs?: number } = {},
) => {
  stripe = await startScriptedStripe(...steps);
  const processor = createStripeProcessor({
    apiKey: async () => 'sk_test_secret',
    apiBase: stripe.url,
    account: 'acct_1',
    clock: () => CLAIMED_AT_MS + ageMs,
  });
  return processor.charge(payment(of), budgetMs);
};

const cardError = (code: string, decline_code?: string, status = 'requires_payment_method') =>
  refusal(402, { type: 'card_error', code, decline_code, payment_intent: intent(status).body });

const INVALID = { type: 'invalid_request_error' };
const FENCED = [intent('requires_payment_method'), intent('canceled')];

describe('an answer that says what happened', () => {
  it('is success when the intent succeeded', async () => {
    expect(await charge([intent('succeeded')])).toEqual({ kind: 'succeeded', processorId: 'pi_1' });
  });

  it.each([
    ['card_declined', 'insufficient_funds', 'insufficient-funds'],
    ['card_declined', 'generic_decline', 'generic-decline'],
    ['card_declined', 'stolen_card', 'stolen-card'],
    ['expired_card', undefined, 'expired-card'],
    ['incorrect_cvc', 'incorrect_cvc', 'incorrect-cvc'],
    ['processing_error', undefined, 'processing-error'],
    ['authentication_required', 'authentication_required', 'authentication-required'],
    ['a_code_of_next_year', undefined, 'a-code-of-next-year'],
  ])('is a decline for the card error %s, %s', async (code, declineCode, expected) => {
    expect(await charge([cardError(code, declineCode)])).toMatchObject({ kind: 'declined', code: expected });
    expect(stripe.received).toHaveLength(1);
  });

  it('tells the payer no more of a stolen card than of any other, and nothing of what Stripe wrote', async () => {
    const outcome = await charge([cardError('card_declined', 'stolen_card')]);
    expect(outcome).toEqual({ kind: 'declined', code: 'stolen-card', message: 'The card was declined.' });
  });

  it('is a decline for an intent that came back unpaid', async () => {
    const unpaid = intent('requires_payment_method', { last_payment_error: { decline_code: 'lost_card' } });
    expect(await charge([unpaid, intent('canceled')])).toMatchObject({ kind: 'declined', code: 'lost-card' });
  });

  it('is a decline for an intent that came back canceled', async () => {
    expect(await charge([intent('canceled')])).toMatchObject({ kind: 'declined', code: 'payment-canceled' });
  });

  it('is a decline for an intent that waits for the cardholder, once it is canceled', async () => {
    const outcome = await charge([intent('requires_action'), intent('canceled')]);
    expect(outcome).toMatchObject({ kind: 'declined', code: 'authentication-required' });
    expect(stripe.received[1]?.path).toBe('/v1/payment_intents/pi_1/cancel');
  });

  it('is success for an intent that was still processing and is not any more', async () => {
    expect(await charge([intent('processing'), intent('succeeded')])).toMatchObject({ kind: 'succeeded' });
  });
});

describe('an answer that says that nothing was begun', () => {
  it.each([
    ['401', refusal(401, INVALID)],
    ['403', refusal(403, { ...INVALID, code: 'more_permissions_required' })],
    ['the 429 of the rate limiter', refusal(429, { ...INVALID, code: 'rate_limit' })],
  ])('is not-started for %s', async (_name, step) => {
    expect(await charge([step])).toMatchObject({ kind: 'not-started' });
  });
});

describe('an answer that leaves the outcome open', () => {
  it.each<[string, Step]>([
    ['a closed socket', 'close'],
    ['an answer that breaks off', 'break-off'],
    ['500', refusal(500, { type: 'api_error' })],
    ['a replayed 500', refusal(500, { type: 'api_error' }, REPLAYED)],
    ['503 from a proxy', { status: 503, body: '<html>busy</html>' }],
    ['a 500 that looks like a success', { status: 500, body: intent('succeeded').body }],
    ['409 for a key in use', refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })],
    ['a key in use under another status', refusal(400, { ...INVALID, code: 'idempotency_key_in_use' })],
    ['409 without a code', refusal(409, INVALID)],
    ['the 429 of a lock', refusal(429, { ...INVALID, code: 'lock_timeout' })],
    ['a 429 that does not say why', refusal(429, INVALID)],
    ['a key taken by other parameters', KEY_TAKEN],
    ['an intent that nobody has heard of', intent('a_status_of_next_year')],
    ['a card error about an intent that succeeded', cardError('card_declined', 'lost_card', 'succeeded')],
    [
      'a success that is no intent',
      { status: 200, body: { id: 'ch_1', object: 'charge', status: 'succeeded' } },
    ],
    ['a success that is not JSON', { status: 200, body: 'OK' }],
    ['a success that is null', { status: 200, body: 'null' }],
    ['a redirect', { status: 302, body: { error: { type: 'api_error' } } }],
    ['401 from a proxy', { status: 401, body: '<html>who are you</html>' }],
  ])('is unknown for %s', async (_name, step) => {
    expect(await charge([step])).toMatchObject({ kind: 'unknown' });
    expect(stripe.received).toHaveLength(1);
  });

  it('is unknown for an intent that is processing', async () => {
    expect(await charge([intent('processing'), intent('processing')])).toMatchObject({ kind: 'unknown' });
  });

  it.each(['requires_action', 'requires_payment_method'])(
    'is unknown for an intent that is %s and could not be canceled',
    async (status) => {
      expect(await charge([intent(status), 'close'])).toMatchObject({ kind: 'unknown' });
      expect(stripe.received).toHaveLength(2);
    },
  );

  it.each<[string, Step]>([
    ['never comes', 'hang'],
    ['comes a byte at a time', 'drip'],
  ])('is unknown when it %s, within the budget', async (_name, step) => {
    const startMs = performance.now();
    expect(await charge([step], { budgetMs: 150 })).toMatchObject({ kind: 'unknown' });
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });

  it('says nothing of keys, payment methods or what Stripe wrote', async () => {
    const quoting = refusal(400, {
      type: 'pm_card_visa is bad, sk_test_secret',
      code: 'quotes sk_test_secret',
    });
    expect(JSON.stringify(await charge([quoting, quoting, quoting]))).not.toMatch(/pm_card|sk_test|quotes/);
  });
});

describe('a refusal of what was asked', () => {
  it('is a decline once the fence has the key', async () => {
    const step = refusal(400, { ...INVALID, code: 'amount_too_small', param: 'amount' });
    expect(await charge([step, ...FENCED])).toMatchObject({ kind: 'declined', code: 'payment-refused' });
    expect(stripe.received.map(({ path }) => path)).toEqual([
      '/v1/payment_intents',
      '/v1/payment_intents',
      '/v1/payment_intents/pi_1/cancel',
    ]);
  });

  it('names the payment method when that is what is wrong', async () => {
    const step = refusal(404, { ...INVALID, code: 'resource_missing', param: 'payment_method' });
    expect(await charge([step, ...FENCED])).toMatchObject({
      kind: 'declined',
      code: 'payment-method-invalid',
    });
  });

  it('is a decline when Stripe has stored it under the key', async () => {
    const refused = { ...INVALID, code: 'resource_missing', param: 'payment_method' };
    const steps = [refusal(400, refused), KEY_TAKEN, refusal(400, refused, REPLAYED)];
    expect(await charge(steps)).toMatchObject({ kind: 'declined', code: 'payment-method-invalid' });
  });

  it('is success when the key turns out to have paid', async () => {
    const steps = [refusal(400, INVALID), KEY_TAKEN, intent('succeeded')];
    expect(await charge(steps)).toMatchObject({ kind: 'succeeded' });
  });

  it('is unknown while the fence has no answer', async () => {
    expect(await charge([refusal(400, INVALID), 'close'])).toMatchObject({ kind: 'unknown' });
  });
});

describe('a charge that is not sent at all', () => {
  it('is declined when Stripe has no such amount', async () => {
    const outcome = await charge([], { of: { amount: 5_124, currency: 'KWD' } });
    expect(outcome).toMatchObject({ kind: 'declined', code: 'amount-not-supported' });
    expect(stripe.received).toEqual([]);
  });

  it('is unknown when Stripe may have forgotten its key', async () => {
    expect(await charge([intent('succeeded')], { ageMs: 23 * HOUR_MS + 1 })).toMatchObject({
      kind: 'unknown',
    });
    expect(stripe.received).toEqual([]);
  });

  it('has not started when no time is left', async () => {
    expect(await charge([intent('succeeded')], { budgetMs: 0 })).toMatchObject({ kind: 'not-started' });
    expect(stripe.received).toEqual([]);
  });
});
