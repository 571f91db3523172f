import { randomBytes } from 'node:crypto';

export interface PaymentError {
  readonly type: 'card_error';
  readonly code: string;
  readonly decline_code: string;
  readonly message: string;
}

/** A PaymentIntent as it is kept, in the journal too. */
export interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly paymentMethod: string | null;
  readonly captureMethod: string;
  /** Empty when it was created without a key. */
  readonly idempotencyKey: string;
  readonly status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'succeeded'
    | 'canceled';
  readonly lastPaymentError: PaymentError | null;
  readonly canceledAtS: number | null;
}

export const newIntentId = (): string => `pi_${randomBytes(12).toString('hex')}`;

/** As Stripe shows it: the fields that somebody reads, and some that people look for. */
export const showIntent = (intent: Intent): object => ({
  id: intent.id,
  object: 'payment_intent',
  amount: intent.amount,
  amount_received: intent.status === 'succeeded' ? intent.amount : 0,
  canceled_at: intent.canceledAtS,
  capture_method: intent.captureMethod,
  client_secret: `${intent.id}_secret_local`,
  created: intent.created,
  currency: intent.currency,
  description: intent.description,
  last_payment_error: intent.lastPaymentError,
  latest_charge:
    intent.status === 'succeeded' || intent.lastPaymentError ? intent.id.replace('pi_', 'ch_') : null,
  livemode: false,
  metadata: intent.metadata,
  payment_method: intent.lastPaymentError ? null : intent.paymentMethod,
  payment_method_types: ['card'],
  status: intent.status,
});

/** The charge behind an intent that somebody has tried to pay; `null` for any other. */
export const showCharge = (intent: Intent, amountRefunded: number): object | null => {
  const isPaid = intent.status === 'succeeded';
  if (!isPaid && intent.lastPaymentError === null) return null;
  return {
    id: intent.id.replace('pi_', 'ch_'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: amountRefunded,
    created: intent.created,
    currency: intent.currency,
    livemode: false,
    metadata: intent.metadata,
    paid: isPaid,
    payment_intent: intent.id,
    refunded: isPaid && amountRefunded === intent.amount,
    status: isPaid ? 'succeeded' : 'failed',
  };
};
