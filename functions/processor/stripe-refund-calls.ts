import type Stripe from 'stripe';
import { type Failure, fieldsOf, isOk, isReplay } from './stripe-answer.ts';
import type { Budget } from './stripe-budget.ts';
import type { Page, StripeClient } from './stripe-client.ts';
import type { RefundRequest } from './stripe-refund-request.ts';

/** As much of a refund at Stripe as decides anything. */
export interface StripeRefund {
  readonly id: string;
  readonly status: string;
}

/** What one call about a refund came to, before anything is concluded from it. */
export type RefundAnswer =
  | { readonly kind: 'refund'; readonly refund: StripeRefund; readonly isReplay: boolean }
  | Failure;

/** The three calls that are made of Stripe about a refund. None throws. */
export interface StripeRefundCalls {
  readonly create: (request: RefundRequest, idempotencyKey: string, budget: Budget) => Promise<RefundAnswer>;
  readonly retrieve: (id: string, budget: Budget) => Promise<RefundAnswer>;
  /** A page, newest first; `null` for anything less than a whole page. */
  readonly list: (params: Stripe.RefundListParams, budget: Budget) => Promise<Page<Stripe.Refund> | null>;
}

/** `null` for anything that is not a refund: an answer that we do not understand says nothing. */
export const readRefund = (value: unknown): StripeRefund | null => {
  const { id, object, status } = fieldsOf(value);
  const isRefund = object === 'refund' && typeof id === 'string' && typeof status === 'string';
  return isRefund ? { id, status } : null;
};

const readAnswer = (value: unknown): RefundAnswer => {
  const refund = isOk(value) ? readRefund(value) : null;
  if (refund === null) return { kind: 'no-answer', reason: 'the answer is not a refund' };
  const { headers } = fieldsOf(fieldsOf(value).lastResponse);
  return { kind: 'refund', refund, isReplay: isReplay(headers) };
};

export const createStripeRefundCalls = ({ call, page }: StripeClient): StripeRefundCalls => ({
  create: ({ params, apiVersion }, idempotencyKey, budget) =>
    call(
      budget,
      (stripe, timeout) => stripe.refunds.create(params, { idempotencyKey, apiVersion, timeout }),
      readAnswer,
    ),
  retrieve: (id, budget) =>
    call(budget, (stripe, timeout) => stripe.refunds.retrieve(id, {}, { timeout }), readAnswer),
  list: (params, budget) => page(budget, (stripe, timeout) => stripe.refunds.list(params, { timeout })),
});
