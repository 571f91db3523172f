import { randomBytes } from 'node:crypto';
import type { Form } from './form.ts';

/** Long enough for a first answer to show what Stripe's shows, short enough to be watched to its end. */
const SETTLES_AFTER_MS = 5_000;

/** What comes of refunds of a card's payments: at once, or some time later. */
export type RefundBehaviour = 'succeeds' | 'succeeds-later' | 'fails-later';

/** A refund as it is kept, in the journal too. */
export interface Refund {
  readonly id: string;
  readonly paymentIntent: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly reason: string | null;
  /** Empty when it was created without a key. */
  readonly idempotencyKey: string;
  readonly behaviour: RefundBehaviour;
  readonly settlesAtMs: number;
}

export interface RefundState {
  readonly amount: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

/** @param form the request, which has passed validation */
export const newRefund = (
  of: Pick<Refund, 'paymentIntent' | 'amount' | 'currency' | 'behaviour' | 'idempotencyKey'>,
  form: Form,
  nowMs: number,
): Refund => ({
  id: `re_${randomBytes(12).toString('hex')}`,
  created: Math.floor(nowMs / 1000),
  metadata: { ...(form.metadata as Record<string, string> | undefined) },
  reason: typeof form.reason === 'string' ? form.reason : null,
  settlesAtMs: nowMs + SETTLES_AFTER_MS,
  ...of,
});

/** Nothing happens to a refund but by time, so its state is what the clock says. */
export const refundNow = ({ amount, behaviour, settlesAtMs }: Refund, nowMs: number): RefundState => {
  const isSettled = nowMs >= settlesAtMs;
  if (behaviour === 'succeeds-later') return { amount, status: isSettled ? 'succeeded' : 'pending' };
  if (behaviour === 'fails-later') return { amount, status: isSettled ? 'failed' : 'succeeded' };
  return { amount, status: 'succeeded' };
};

/** As Stripe shows it: the fields that somebody reads, and some that people look for. */
export const showRefund = (refund: Refund, nowMs: number): object => {
  const { status } = refundNow(refund, nowMs);
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: refund.paymentIntent.replace('pi_', 'ch_'),
    created: refund.created,
    currency: refund.currency,
    ...(status === 'failed' && { failure_reason: 'expired_or_canceled_card' }),
    metadata: refund.metadata,
    payment_intent: refund.paymentIntent,
    ...(status === 'pending' && { pending_reason: 'processing' }),
    reason: refund.reason,
    status,
  };
};
