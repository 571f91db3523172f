import type Stripe from 'stripe';
import { type Answer, readAnswer } from './stripe-answer.ts';
import type { Budget } from './stripe-budget.ts';
import type { Page, StripeClient } from './stripe-client.ts';

export interface CreateRequest {
  readonly params: Stripe.PaymentIntentCreateParams;
  readonly apiVersion: string;
}

/** The four calls that are made of Stripe about a payment. None throws. */
export interface StripeCalls {
  readonly create: (request: CreateRequest, idempotencyKey: string, budget: Budget) => Promise<Answer>;
  readonly retrieve: (id: string, budget: Budget) => Promise<Answer>;
  readonly cancel: (id: string, budget: Budget) => Promise<Answer>;
  /** A page, newest first; `null` for anything less than a whole page. */
  readonly list: (
    params: Stripe.PaymentIntentListParams,
    budget: Budget,
  ) => Promise<Page<Stripe.PaymentIntent> | null>;
}

export const createStripeCalls = ({ call, page }: StripeClient): StripeCalls => ({
  create: ({ params, apiVersion }, idempotencyKey, budget) =>
    call(
      budget,
      (stripe, timeout) => stripe.paymentIntents.create(params, { idempotencyKey, apiVersion, timeout }),
      readAnswer,
    ),
  retrieve: (id, budget) =>
    call(budget, (stripe, timeout) => stripe.paymentIntents.retrieve(id, {}, { timeout }), readAnswer),
  // Under a key that the SDK makes up: canceling twice is the same as once, and a stored 500 must not be repeated.
  cancel: (id, budget) =>
    call(budget, (stripe, timeout) => stripe.paymentIntents.cancel(id, {}, { timeout }), readAnswer),
  list: (params, budget) =>
    page(budget, (stripe, timeout) => stripe.paymentIntents.list(params, { timeout })),
});
