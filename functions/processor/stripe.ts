import { type Clock, type EpochMs, systemClock } from '../shared/clock.ts';
import type { CancelOutcome, ChargeOutcome, Payment, PaymentProcessor, Unknown } from './processor.ts';
import { type Budget, startBudget } from './stripe-budget.ts';
import { createStripeCalls } from './stripe-calls.ts';
import { createStripeClient, type StripeAddress } from './stripe-client.ts';
import { declined } from './stripe-declines.ts';
import { endIntent } from './stripe-ending.ts';
import { raiseFence } from './stripe-fence.ts';
import { isKeyRemembered, KEY_RETENTION_MS } from './stripe-key-memory.ts';
import { sortAnswer } from './stripe-outcome.ts';
import { refundAtStripe } from './stripe-refund.ts';
import { createStripeRefundCalls } from './stripe-refund-calls.ts';
import { REFUND_REQUEST_VERSION } from './stripe-refund-request.ts';
import { buildRequests, type PaymentRequests, REQUEST_VERSION } from './stripe-request.ts';
import { searchPayment } from './stripe-search.ts';

export interface StripeProcessorOptions extends StripeAddress {
  /** The account that the key belongs to; stored with every charge. */
  readonly account: string;
  /** @default systemClock */
  readonly clock?: Clock;
}

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });
const UNKNOWN_VERSION = unknown('the request was built by a version of this code that is not known here');

/**
 * Stripe as a `PaymentProcessor`: one PaymentIntent per payment, created and confirmed in one call under the payment's
 * downstream key, and one refund per refund under its own. Never sends by itself again, never throws, and keeps nothing of Stripe's messages.
 *
 * @example createStripeProcessor({ apiKey: readSecret, apiBase: 'https://api.stripe.com', account: 'acct_1' })
 */
export const createStripeProcessor = (options: StripeProcessorOptions): PaymentProcessor => {
  const client = createStripeClient(options);
  const calls = createStripeCalls(client);
  const refundCalls = createStripeRefundCalls(client);
  const clock = options.clock ?? systemClock;

  /** A refusal counts once the key can never move the money; until then it is as the fence says. */
  const confirmRefusal = async (
    payment: Payment,
    requests: PaymentRequests,
    code: string,
    budget: Budget,
  ) => {
    const outcome = await raiseFence(calls, payment, requests, clock(), budget);
    return outcome.kind === 'canceled' ? declined(code) : outcome;
  };

  return {
    name: 'stripe',
    account: options.account,
    requestVersion: REQUEST_VERSION,
    refundRequestVersion: REFUND_REQUEST_VERSION,
    keyRetentionMs: KEY_RETENTION_MS,

    charge: async (payment: Payment, budgetMs: number): Promise<ChargeOutcome> => {
      const budget = startBudget(budgetMs);
      const built = buildRequests(payment);
      if (built.kind === 'unknown-version') return UNKNOWN_VERSION;
      // Follows from the intent alone, so no attempt at this payment can ever have sent anything.
      if (built.kind === 'amount-not-supported') return declined('amount-not-supported');
      if (!isKeyRemembered(payment, clock()))
        return unknown('the payment is too old to be sent under its key');

      const { requests } = built;
      const original = { params: requests.original, apiVersion: requests.apiVersion };
      const finding = sortAnswer(await calls.create(original, payment.downstreamKey, budget));
      switch (finding.kind) {
        case 'open': {
          const outcome = await endIntent(calls, finding.intent, budget);
          return outcome.kind === 'canceled' ? declined('payment-canceled') : outcome;
        }
        case 'refused':
          return confirmRefusal(payment, requests, finding.code, budget);
        case 'key-taken':
          return unknown('a fence took the key');
        case 'broken':
          return unknown('the processor failed');
        default:
          return finding;
      }
    },

    cancel: async (payment: Payment, nowMs: EpochMs, budgetMs: number): Promise<CancelOutcome> => {
      const budget = startBudget(budgetMs);
      const built = buildRequests(payment);
      if (built.kind === 'unknown-version') return UNKNOWN_VERSION;
      if (built.kind === 'amount-not-supported') return declined('amount-not-supported');
      if (!isKeyRemembered(payment, nowMs)) return searchPayment(calls, payment, nowMs, budget);
      return raiseFence(calls, payment, built.requests, nowMs, budget);
    },

    refund: (refund, nowMs, budgetMs) => refundAtStripe(refundCalls, refund, nowMs, budgetMs),
  };
};
