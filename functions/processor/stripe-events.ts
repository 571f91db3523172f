import Stripe from 'stripe';
import type { EpochMs } from '../shared/clock.ts';
import { fieldsOf, metadataOf } from './stripe-answer.ts';

/**
 * A hint that something has happened, and no proof of what is so now: events come late, twice and out of order. What an
 * event shows of its object is not read; whoever gets one looks at the payment (`stripe-look.ts`).
 */
export interface VerifiedEvent {
  readonly kind: 'event';
  /** The same for every delivery of one event. */
  readonly id: string;
  /** @example 'payment_intent.succeeded' */
  readonly type: string;
  /** The payment that it is about, `pi_…`. */
  readonly paymentId: string | null;
  /** The refund at Stripe that it is about, `re_…`. */
  readonly refundId: string | null;
  /** Of the object that it is about: `chargeId`, `downstreamKey` and, of a refund, our `refundId`. */
  readonly metadata: Readonly<Record<string, string>>;
}

export type EventVerdict = VerifiedEvent | { readonly kind: 'invalid'; readonly reason: string };

/** What Stripe recommends: a recorded delivery cannot be sent again for longer than that. */
const TOLERANCE_S = 300;

const NOT_SIGNED = { kind: 'invalid', reason: 'the signature does not match, or is too old' } as const;
const NO_EVENT = { kind: 'invalid', reason: 'the body is not an event' } as const;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Reads an event that Stripe has signed. Never throws, and keeps nothing of a body that is not signed.
 *
 * @param rawBody byte for byte as it was received: parsed and written anew it has another signature
 * @param signatureHeader `Stripe-Signature`
 * @param secret the endpoint's own, `whsec_…`
 * @param toleranceS how old the signature may be, above 0. @default 300
 */
export const verifyEvent = (
  rawBody: string,
  signatureHeader: string,
  secret: string,
  nowMs: EpochMs,
  toleranceS = TOLERANCE_S,
): EventVerdict => {
  try {
    // Not `constructEvent`: what it throws does not tell a wrong signature from a signed body that is no event. Node's
    // own crypto is the default, and at 0 the age would not be looked at.
    const { signature } = Stripe.webhooks;
    if (!signature?.verifyHeader(rawBody, signatureHeader, secret, Math.max(1, toleranceS), undefined, nowMs))
      return NOT_SIGNED;
  } catch {
    // Whoever sends it learns no more, and the cause may quote the body.
    return NOT_SIGNED;
  }
  return readEvent(rawBody);
};

const readEvent = (rawBody: string): EventVerdict => {
  let body: unknown;
  try {
    body = JSON.parse(rawBody);
  } catch {
    return NO_EVENT;
  }
  const { object: kind, id, type, data } = fieldsOf(body);
  const about = fieldsOf(fieldsOf(data).object);
  if (kind !== 'event' || typeof id !== 'string' || typeof type !== 'string') return NO_EVENT;
  const isPayment = about.object === 'payment_intent';
  return {
    kind: 'event',
    id,
    type,
    paymentId: textOf(isPayment ? about.id : about.payment_intent),
    refundId: about.object === 'refund' ? textOf(about.id) : null,
    metadata: metadataOf(about.metadata),
  };
};
