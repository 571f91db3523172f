import type { Declined, Succeeded, Unknown } from './processor.ts';
import type { Answer, Intent, Refusal } from './stripe-answer.ts';
import { declined } from './stripe-declines.ts';
import { type KeyFinding, sortKeyRefusal } from './stripe-refusal.ts';

/** What an answer to `paymentIntents.create` proves. `docs/processor-answers.md` says why, row by row. */
export type Finding =
  | Succeeded
  | Declined
  | KeyFinding
  /** There is an intent, and it is not at its end. */
  | { readonly kind: 'open'; readonly intent: Intent }
  /** Refused for what was asked: definitive only once the key can never be used for it. */
  | { readonly kind: 'refused'; readonly code: string; readonly isReplay: boolean };

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

/** A refusal must not be believed about money when the intent that it carries says otherwise. */
const MAY_HAVE_MOVED = new Set(['succeeded', 'processing', 'requires_capture']);

const sortCardError = ({ intent, declineCode, code }: Refusal): Finding => {
  if (intent !== null && MAY_HAVE_MOVED.has(intent.status)) return unknown('a card error on a live payment');
  // 3-D Secure is still under way for it, and could be finished: it has to be ended first.
  if (intent?.status === 'requires_action') return { kind: 'open', intent };
  return declined(declineCode ?? code ?? 'card_declined');
};

const sortRefusal = (refusal: Refusal): Finding => {
  const finding = sortKeyRefusal(refusal);
  if (finding !== null) return finding;
  const { httpStatus, type, param, isReplay } = refusal;
  if (httpStatus === 402 && type === 'card_error') return sortCardError(refusal);
  const code = param === 'payment_method' ? 'payment-method-invalid' : 'payment-refused';
  return { kind: 'refused', code, isReplay };
};

/** Pure and total: the only statement of what Stripe's answers mean. */
export const sortAnswer = (answer: Answer): Finding => {
  switch (answer.kind) {
    case 'intent':
      return answer.intent.status === 'succeeded'
        ? { kind: 'succeeded', processorId: answer.intent.id }
        : { kind: 'open', intent: answer.intent };
    case 'refused':
      return sortRefusal(answer);
    case 'not-sent':
      return { kind: 'not-started', reason: answer.reason };
    case 'no-answer':
      return unknown(answer.reason);
  }
};
