import { describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';
import { intent, KEY_TAKEN, REPLAYED, refusal, type Step, startScriptedStripe } from './scripted-stripe.ts';

const INVALID = refusal(400, { type: 'invalid_request_error', code: 'amount_too_small' });
const RATE_LIMITED = refusal(429, { type: 'invalid_request_error', code: 'rate_limit' });
const IDLE = intent('requires_payment_method');
const EMPTY_LIST = { status: 200, body: { object: 'list', data: [], has_more: false } };

const cancelThrough = async (steps: readonly Step[], budgetMs = 2_000) => {
  const stripe = await startScriptedStripe(...steps);
  const processor = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
  const outcome = await processor.cancel(payment(), CLAIMED_AT_MS, budgetMs);
  await stripe.close();
  return { outcome, calls: stripe.received.length };
};

describe('a fence that is accepted', () => {
  it.each<[string, Step]>([
    ['is not answered', 'close'],
    ['is refused by the rate limiter', RATE_LIMITED],
    [
      'finds it canceled already',
      refusal(400, { type: 'invalid_request_error', payment_intent: intent('canceled').body }),
    ],
  ])('has canceled the payment even if canceling its intent %s', async (_name, step) => {
    expect(await cancelThrough([IDLE, step])).toEqual({ outcome: { kind: 'canceled' }, calls: 2 });
  });

  it('believes Stripe all the same when it says that the money moved', async () => {
    const moved = refusal(400, { type: 'invalid_request_error', payment_intent: intent('succeeded').body });
    expect((await cancelThrough([IDLE, moved])).outcome).toMatchObject({ kind: 'succeeded' });
  });
});

describe('a fence that does not learn what its key holds', () => {
  it.each<[string, Step[]]>([
    ['no answer', ['close']],
    ['409', [refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })]],
    ['401', [refusal(401, { type: 'invalid_request_error' })]],
    ['403', [refusal(403, { type: 'invalid_request_error' })]],
    ['429', [RATE_LIMITED]],
    ['a first 500', [refusal(500, { type: 'api_error' })]],
    ['an original that is still running', [KEY_TAKEN, refusal(409, { type: 'idempotency_error' })]],
    ['no answer to the original', [KEY_TAKEN, 'close']],
    ['a first 500 to the original', [KEY_TAKEN, refusal(500, { type: 'api_error' })]],
    ['an original that is processing', [KEY_TAKEN, intent('processing'), intent('processing')]],
    [
      'a card error for a request without a card',
      [refusal(402, { type: 'card_error', code: 'card_declined' })],
    ],
  ])('leaves the payment unknown: %s', async (_name, steps) => {
    const { outcome, calls } = await cancelThrough(steps);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(calls).toBe(steps.length);
  });

  it('leaves the payment unknown when every fence is refused', async () => {
    expect((await cancelThrough([INVALID, INVALID])).outcome).toMatchObject({ kind: 'unknown' });
    expect((await cancelThrough([KEY_TAKEN, KEY_TAKEN, KEY_TAKEN])).outcome).toMatchObject({
      kind: 'unknown',
    });
    expect((await cancelThrough([KEY_TAKEN, INVALID, INVALID])).outcome).toMatchObject({ kind: 'unknown' });
  });

  it('leaves the payment unknown when the budget ends, however many calls that takes', async () => {
    const startMs = performance.now();
    expect((await cancelThrough([KEY_TAKEN, 'hang'], 150)).outcome).toMatchObject({ kind: 'unknown' });
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});

describe('a fence whose key is taken', () => {
  it.each<[string, Step[], object]>([
    ['by a success', [KEY_TAKEN, intent('succeeded')], { kind: 'succeeded', processorId: 'pi_1' }],
    [
      'by a payment that has succeeded since',
      [KEY_TAKEN, intent('processing'), intent('succeeded')],
      { kind: 'succeeded' },
    ],
    ['by an earlier last fence', [KEY_TAKEN, KEY_TAKEN, IDLE, intent('canceled')], { kind: 'canceled' }],
    [
      'by an earlier last fence, for an original that is refused anyway',
      [KEY_TAKEN, INVALID, IDLE, 'close'],
      { kind: 'canceled' },
    ],
    [
      'by a stored failure that moved nothing',
      [KEY_TAKEN, refusal(500, { type: 'api_error' }, REPLAYED), EMPTY_LIST],
      { kind: 'canceled' },
    ],
    [
      'by a last fence that comes to light on the second try',
      [INVALID, KEY_TAKEN, intent('succeeded')],
      { kind: 'succeeded' },
    ],
  ])('answers what took it: %s', async (_name, steps, expected) => {
    const { outcome, calls } = await cancelThrough(steps);
    expect(outcome).toMatchObject(expected);
    expect(calls).toBe(steps.length);
  });
});
