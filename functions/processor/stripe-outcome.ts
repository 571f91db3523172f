import type { Declined, NotStarted, Succeeded, Unknown } from './processor.ts';
import type { Answer, Intent } from './stripe-answer.ts';
import { declined } from './stripe-declines.ts';

/** What an answer to `paymentIntents.create` proves. `docs/processor-answers.md` says why, row by row. */
export type Finding =
  | Succeeded
  | Declined
  | NotStarted
  | Unknown
  /** There is an intent, and it is not at its end. */
  | { readonly kind: 'open'; readonly intent: Intent }
  /** The key was first used with other parameters. */
  | { readonly kind: 'key-taken' }
  /** Refused for what was asked: definitive only once the key can never be used for it. */
  | { readonly kind: 'refused'; readonly code: string; readonly isReplay: boolean }
  /** Stripe failed. As a replay it is the end of what was sent under this key, but does not tell which. */
  | { readonly kind: 'broken'; readonly isReplay: boolean };

type Refusal = Extract<Answer, { kind: 'refused' }>;

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
  const { httpStatus, type, code, param, isReplay } = refusal;
  const reason = `HTTP ${httpStatus} ${code ?? type}`;

  if (httpStatus >= 500) return { kind: 'broken', isReplay };
  if (httpStatus === 409 || code === 'idempotency_key_in_use' || code === 'lock_timeout')
    return unknown(reason);
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'not-started', reason };
  if (httpStatus === 429) {
    return code === 'rate_limit' ? { kind: 'not-started', reason } : unknown(reason);
  }
  if (type === 'idempotency_error') return httpStatus === 400 ? { kind: 'key-taken' } : unknown(reason);
  if (httpStatus === 402 && type === 'card_error') return sortCardError(refusal);
  if (httpStatus >= 400) {
    const refusedCode = param === 'payment_method' ? 'payment-method-invalid' : 'payment-refused';
    return { kind: 'refused', code: refusedCode, isReplay };
  }
  return unknown(reason);
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
