import type { Refused, Succeeded, Unknown } from './processor.ts';
import { refused } from './refusals.ts';
import type { Refusal } from './stripe-answer.ts';
import type { RefundAnswer, StripeRefund } from './stripe-refund-calls.ts';
import { type KeyFinding, sortKeyRefusal } from './stripe-refusal.ts';

/** What an answer to `refunds.create` proves. `docs/processor-answers.md` says why, row by row. */
export type RefundFinding =
  | KeyFinding
  | { readonly kind: 'refund'; readonly refund: StripeRefund; readonly isReplay: boolean }
  /** Refused for what was asked: final only if it is stored under the key. */
  | { readonly kind: 'refused'; readonly code: string; readonly isReplay: boolean };

/** See https://docs.stripe.com/error-codes. */
const CODES: Readonly<Record<string, string>> = {
  balance_insufficient: 'balance-insufficient',
  charge_already_refunded: 'already-refunded',
  charge_disputed: 'payment-disputed',
  charge_not_refundable: 'payment-not-refundable',
  insufficient_funds: 'balance-insufficient',
  refund_disputed_payment: 'payment-disputed',
  resource_missing: 'payment-missing',
};

/** An amount above what is left has no code of its own at Stripe, only the parameter. */
const codeOf = ({ code, param }: Refusal): string => {
  const known = code === null ? undefined : CODES[code];
  return known ?? (param === 'amount' ? 'exceeds-payment' : 'refund-refused');
};

/** Pure and total: the only statement of what Stripe's answers to a refund mean. */
export const sortRefundAnswer = (answer: RefundAnswer): RefundFinding => {
  switch (answer.kind) {
    case 'refund':
      return answer;
    case 'refused':
      return sortKeyRefusal(answer) ?? { kind: 'refused', code: codeOf(answer), isReplay: answer.isReplay };
    case 'not-sent':
      return { kind: 'not-started', reason: answer.reason };
    case 'no-answer':
      return { kind: 'unknown', reason: answer.reason };
  }
};

/**
 * What a refund in this state comes to. One that failed or was canceled stays so: whatever is sent under its key meets
 * it. One that succeeded counts as done, though a bank may still send the money back days later; that is an event.
 */
export const outcomeOf = ({ id, status }: StripeRefund): Succeeded | Refused | Unknown => {
  switch (status) {
    case 'succeeded':
      return { kind: 'succeeded', processorId: id };
    case 'failed':
    case 'canceled':
      return refused(`refund-${status}`, { isFinal: true });
    default:
      return { kind: 'unknown', reason: 'the refund is not at its end' };
  }
};
