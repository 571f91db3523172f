import { createHash } from 'node:crypto';
import { amountRefunded, type Books } from './books.ts';
import { type Intent, showCharge, showIntent } from './intent.ts';
import { type Refund, refundNow, showRefund } from './refund.ts';

/** As Stripe sends it. */
export interface StripeEvent {
  readonly id: string;
  readonly object: 'event';
  readonly type: string;
  /** Seconds. */
  readonly created: number;
  readonly api_version: string;
  readonly livemode: false;
  readonly data: { readonly object: object };
}

const event = (type: string, id: string, atMs: number, object: object): StripeEvent => ({
  // What happened once has one id, however often it is told.
  id: `evt_${createHash('sha256').update(`${type} ${id}`).digest('hex').slice(0, 24)}`,
  object: 'event',
  type,
  created: Math.floor(atMs / 1000),
  api_version: '2026-10-28.endive',
  livemode: false,
  data: { object },
});

const ofIntent = (intent: Intent): StripeEvent[] => {
  const atMs = intent.created * 1000;
  if (intent.status === 'succeeded')
    return [event('payment_intent.succeeded', intent.id, atMs, showIntent(intent))];
  return intent.lastPaymentError
    ? [event('payment_intent.payment_failed', intent.id, atMs, showIntent(intent))]
    : [];
};

const ofRefund = (books: Books, refund: Refund, nowMs: number): StripeEvent[] => {
  const intent = books.intents.get(refund.paymentIntent);
  const charge = intent && showCharge(intent, amountRefunded(books, intent.id, nowMs));
  const events = charge ? [event('charge.refunded', refund.id, refund.created * 1000, charge)] : [];
  const { settlesAtMs, behaviour } = refund;
  if (behaviour === 'succeeds' || nowMs < settlesAtMs) return events;
  const settled = showRefund(refund, settlesAtMs);
  events.push(event('refund.updated', refund.id, settlesAtMs, settled));
  if (refundNow(refund, nowMs).status === 'failed')
    events.push(event('refund.failed', refund.id, settlesAtMs, settled));
  return events;
};

/**
 * Everything that has happened so far, oldest first. Follows from the books, so that it survives what they survive. A
 * charge is shown as it is now, and not as it was.
 */
export const eventsOf = (books: Books, nowMs: number): StripeEvent[] =>
  [
    ...[...books.intents.values()].flatMap(ofIntent),
    ...[...books.refunds.values()].flatMap((refund) => ofRefund(books, refund, nowMs)),
  ].sort((one, other) => one.created - other.created);
