import type Stripe from 'stripe';
import type { Refund, RefundOutcome, Unknown } from './processor.ts';
import type { Budget } from './stripe-budget.ts';
import { readRefund, type StripeRefundCalls } from './stripe-refund-calls.ts';
import { outcomeOf } from './stripe-refund-outcome.ts';

const PAGE_SIZE = 100;
/** 2 000 refunds of one payment. The budget ends most searches earlier; this ends those of a broken list. */
const PAGES_MAX = 20;

type Found = RefundOutcome | { readonly kind: 'none' };

const unread: Unknown = { kind: 'unknown', reason: 'the list of refunds was not read to its end' };

const isOf = (refund: Refund, { metadata }: Stripe.Refund): boolean =>
  metadata?.refundId === refund.refundId && metadata.downstreamKey === refund.downstreamKey;

/** One that succeeded decides; then one that is not at its end; then why it failed. */
const weightiest = (outcomes: readonly RefundOutcome[]): Found => {
  for (const kind of ['succeeded', 'unknown', 'refused'] as const) {
    const outcome = outcomes.find((candidate) => candidate.kind === kind);
    if (outcome) return outcome;
  }
  return { kind: 'none' };
};

/**
 * Looks for the refund among all refunds of its payment, without sending anything under its key: for when Stripe has
 * forgotten the key, or answers it with a stored failure. `none` is said only of a list that was read to its end.
 */
export const searchRefund = async (
  calls: StripeRefundCalls,
  refund: Refund,
  budget: Budget,
): Promise<Found> => {
  const found: RefundOutcome[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await calls.list(
      { payment_intent: refund.paymentId, limit: PAGE_SIZE, ...(after && { starting_after: after }) },
      budget,
    );
    if (page === null) return unread;
    for (const listed of page.items) {
      if (!isOf(refund, listed)) continue;
      const state = readRefund(listed);
      if (state === null) return unread;
      found.push(outcomeOf(state));
    }
    if (!page.hasMore) return weightiest(found);
    after = page.items.at(-1)?.id;
    if (after === undefined) return unread;
  }
  return unread;
};
