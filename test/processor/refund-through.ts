import { afterEach } from '@jest/globals';
import type { Refund } from '../../functions/processor/processor.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, refund } from './payments.ts';
import { type ScriptedStripe, type Step, startScriptedStripe } from './scripted-stripe.ts';

export const CREATE = 'POST /v1/refunds';
export const RETRIEVE = 'GET /v1/refunds/re_stripe';
export const LIST = 'GET /v1/refunds?payment_intent=pi_1&limit=100';

interface Circumstances {
  readonly of?: Partial<Refund>;
  readonly ageMs?: number;
  readonly budgetMs?: number;
}

/** A Stripe for each test that answers with the steps that it is given, and is closed behind it. */
export const scriptedRefunds = () => {
  let stripe: ScriptedStripe;
  afterEach(() => stripe.close());
  return {
    refundThrough: async (
      steps: readonly Step[],
      { of = {}, ageMs = 1_000, budgetMs = 2_000 }: Circumstances = {},
    ) => {
      stripe = await startScriptedStripe(...steps);
      const processor = createStripeProcessor({
        apiKey: async () => 'sk_test_secret',
        apiBase: stripe.url,
        account: 'acct_1',
        clock: () => CLAIMED_AT_MS + ageMs,
      });
      return processor.refund(refund(of), CLAIMED_AT_MS + ageMs, budgetMs);
    },
    calls: () => stripe.received.map(({ method, path }) => `${method} ${path}`),
    keys: () => stripe.received.map(({ headers }) => headers['idempotency-key']),
  };
};
