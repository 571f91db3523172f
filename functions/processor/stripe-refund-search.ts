import type Stripe from 'stripe';
import type { Refund, RefundOutcome } from './processor.ts';
import type { Budget } from './stripe-budget.ts';
import { findInList, weightiest } from './stripe-listing.ts';
import { readRefund, type StripeRefundCalls } from './stripe-refund-calls.ts';
import { outcomeOf } from './stripe-refund-outcome.ts';

/** 2 000 refunds of one payment. */
const PAGES_MAX = 20;

type Found = RefundOutcome | { readonly kind: 'none' };

const isOf = (refund: Refund, { metadata }: Stripe.Refund): boolean =>
  metadata?.refundId === refund.refundId && metadata.downstreamKey === refund.downstreamKey;

/**
 * Looks for the refund among all refunds of its payment, without sending anything under its key: for when Stripe has
 * forgotten the key, or answers it with a stored failure. `none` is said only of a list that was read to its end.
 */
export const searchRefund = async (
  calls: StripeRefundCalls,
  refund: Refund,
  budget: Budget,
): Promise<Found> => {
  const refunds = await findInList(
    (start) => calls.list({ payment_intent: refund.paymentId, ...start }, budget),
    PAGES_MAX,
    (listed) => isOf(refund, listed),
    readRefund,
  );
  if (refunds === null) return { kind: 'unknown', reason: 'the list of refunds was not read to its end' };
  // One that succeeded decides; then one that is not at its end; then why it failed.
  return weightiest(refunds.map(outcomeOf), ['succeeded', 'unknown', 'refused']) ?? { kind: 'none' };
};
