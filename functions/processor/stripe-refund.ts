import type { EpochMs } from '../shared/clock.ts';
import type { Refund, RefundOutcome, Unknown } from './processor.ts';
import { refused } from './refusals.ts';
import { type Budget, startBudget } from './stripe-budget.ts';
import { isKeyRemembered } from './stripe-key-memory.ts';
import type { StripeRefundCalls } from './stripe-refund-calls.ts';
import { outcomeOf, type RefundFinding, sortRefundAnswer } from './stripe-refund-outcome.ts';
import { buildRefundRequest } from './stripe-refund-request.ts';
import { searchRefund } from './stripe-refund-search.ts';

type Refusal = Extract<RefundFinding, { kind: 'refused' }>;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

/**
 * One refund per downstream key, however often it is asked for.
 *
 * While Stripe remembers the key, sending again is asking. Later the payment's refunds are read first, and only if the
 * refund is not among them it is sent, under the same key: two who do so at once are one to Stripe.
 */
export const refundAtStripe = async (
  calls: StripeRefundCalls,
  refund: Refund,
  nowMs: EpochMs,
  budgetMs: number,
): Promise<RefundOutcome> => {
  const budget = startBudget(budgetMs);
  const built = buildRefundRequest(refund);
  if (built.kind === 'unknown-version')
    return unknown('the request was built by a version of this code that is not known here');
  // Follows from the refund alone, so no attempt at it can ever have sent anything.
  if (built.kind === 'amount-not-supported') return refused('amount-not-supported', { isFinal: true });

  const isRemembered = isKeyRemembered(refund, nowMs);
  if (!isRemembered) {
    const found = await searchRefund(calls, refund, budget);
    if (found.kind !== 'none') return found;
  }

  const send = async (): Promise<RefundFinding> =>
    sortRefundAnswer(await calls.create(built.request, refund.downstreamKey, budget));

  const first = await send();
  if (first.kind !== 'refused') return conclude(calls, refund, first, budget);
  // The payment succeeded at Stripe: whoever does not know it is another account, or the other mode of ours, and says
  // nothing about what an earlier request came to.
  if (first.code === 'payment-missing') return refused(first.code, { isFinal: false });
  // A stored answer that is about to be forgotten binds nobody for long.
  if (first.isReplay) return refused(first.code, { isFinal: isRemembered });
  return confirmRefusal(calls, refund, first, await send(), budget);
};

/**
 * A refusal binds whoever comes later only if Stripe has stored it under the key, and that it has shows when the same
 * request gets it again as a replay. Stored a moment ago, it is remembered for longer than any request travels.
 */
const confirmRefusal = async (
  calls: StripeRefundCalls,
  refund: Refund,
  first: Refusal,
  second: RefundFinding,
  budget: Budget,
): Promise<RefundOutcome> => {
  switch (second.kind) {
    case 'refused':
      return refused(second.code, { isFinal: second.isReplay });
    case 'not-started':
      // Nothing more is on its way than before: the first answer stands, for what it is worth.
      return refused(first.code, { isFinal: false });
    default:
      return conclude(calls, refund, second, budget);
  }
};

const conclude = async (
  calls: StripeRefundCalls,
  refund: Refund,
  finding: Exclude<RefundFinding, Refusal>,
  budget: Budget,
): Promise<RefundOutcome> => {
  switch (finding.kind) {
    case 'refund': {
      const outcome = outcomeOf(finding.refund);
      if (outcome.kind !== 'unknown' || !finding.isReplay) return outcome;
      // As old as the first answer: by it, the refund would be pending for as long as Stripe remembers the key.
      const now = await calls.retrieve(finding.refund.id, budget);
      return now.kind === 'refund' ? outcomeOf(now.refund) : outcome;
    }
    case 'broken': {
      if (!finding.isReplay) return unknown('the processor failed');
      const found = await searchRefund(calls, refund, budget);
      // It may yet be made: Stripe stores a failure before it is done with it, and its staff may repair one.
      return found.kind === 'none' ? unknown('the processor failed, and lists no such refund') : found;
    }
    case 'key-taken':
      return unknown('the key was first used with other parameters');
    default:
      return finding;
  }
};
