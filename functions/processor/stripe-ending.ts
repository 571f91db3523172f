import type { Canceled, CancelOutcome, Declined } from './processor.ts';
import type { Answer, Intent } from './stripe-answer.ts';
import type { Budget } from './stripe-budget.ts';
import type { StripeCalls } from './stripe-calls.ts';
import { declined } from './stripe-declines.ts';

/** No money moved for this intent and none will. */
const dead = ({ failureCode }: Intent): Canceled | Declined =>
  failureCode === null ? { kind: 'canceled' } : declined(failureCode);

/** The intent as an answer shows it: Stripe puts it into refusals too, as it is now. */
const intentIn = (answer: Answer): Intent | null =>
  answer.kind === 'intent' || answer.kind === 'refused' ? answer.intent : null;

/**
 * Ends an intent that waits for somebody, by canceling it. Somebody has tried to pay it, so what counts is that Stripe
 * says that it is canceled.
 */
const endWaiting = async (calls: StripeCalls, intent: Intent, budget: Budget): Promise<CancelOutcome> => {
  const now = intentIn(await calls.cancel(intent.id, budget));
  if (now?.status === 'succeeded') return { kind: 'succeeded', processorId: now.id };
  if (now?.status === 'canceled') {
    return intent.status === 'requires_action' ? declined('authentication_required') : dead(intent);
  }
  return { kind: 'unknown', reason: `intent ${(now ?? intent).status}` };
};

const endKnown = async (calls: StripeCalls, intent: Intent, budget: Budget): Promise<CancelOutcome> => {
  switch (intent.status) {
    case 'succeeded':
      return { kind: 'succeeded', processorId: intent.id };
    case 'canceled':
      return dead(intent);
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
      return endWaiting(calls, intent, budget);
    default:
      return { kind: 'unknown', reason: 'intent not at its end' };
  }
};

/**
 * Brings an intent to its end, or says that it is not there yet. Never confirms and never captures.
 *
 * An intent from a replayed answer is as old as the first answer: one that was `processing` then is looked up once, or
 * it would seem to be so for as long as Stripe remembers the key.
 */
export const endIntent = async (
  calls: StripeCalls,
  intent: Intent,
  budget: Budget,
): Promise<CancelOutcome> => {
  const isMoving = intent.status === 'processing' || intent.status === 'requires_capture';
  if (!isMoving) return endKnown(calls, intent, budget);
  const now = await calls.retrieve(intent.id, budget);
  return endKnown(calls, now.kind === 'intent' ? now.intent : intent, budget);
};

/** Waits for what only we could give it. */
const isIdle = ({ status }: Intent): boolean =>
  status === 'requires_payment_method' || status === 'requires_confirmation';

/**
 * Ends the intent of a fence. It has no payment method, nobody ever confirmed it, and its client secret never leaves
 * this code: it is dead whether or not the call that cancels it is answered. Should Stripe say otherwise of it, that is
 * believed all the same.
 */
export const endFence = async (
  calls: StripeCalls,
  intent: Intent,
  budget: Budget,
): Promise<CancelOutcome> => {
  if (!isIdle(intent)) return endIntent(calls, intent, budget);
  const now = intentIn(await calls.cancel(intent.id, budget));
  if (now === null || isIdle(now) || now.status === 'canceled') return { kind: 'canceled' };
  if (now.status === 'succeeded') return { kind: 'succeeded', processorId: now.id };
  return { kind: 'unknown', reason: `intent ${now.status}` };
};
