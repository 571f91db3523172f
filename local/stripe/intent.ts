import { randomBytes } from 'node:crypto';
import { toIsoAmount } from './amounts.ts';
import type { LedgerEntry } from './local-stripe.ts';

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

const ledgerStatus = ({ status, lastPaymentError }: Intent): LedgerEntry['status'] | null => {
  if (status === 'succeeded' || status === 'canceled') return status;
  return lastPaymentError ? 'failed' : null;
};

/** `null` for an intent that nobody has tried to pay and nobody has canceled: nothing has come of it yet. */
export const ledgerEntry = (intent: Intent): LedgerEntry | null => {
  const status = ledgerStatus(intent);
  return status === null
    ? null
    : {
        id: intent.id,
        chargeId: intent.metadata.chargeId ?? '',
        amount: toIsoAmount(intent.amount, intent.currency),
        currency: intent.currency.toUpperCase(),
        status,
        amountRefunded: 0,
        idempotencyKey: intent.idempotencyKey,
      };
};
