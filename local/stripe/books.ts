import { toIsoAmount } from './amounts.ts';
import type { Intent } from './intent.ts';
import type { LedgerEntry, LedgerRefund } from './local-stripe.ts';
import { type Refund, refundNow } from './refund.ts';

/** All that the account holds but for its keys. */
export interface Books {
  readonly intents: Map<string, Intent>;
  readonly refunds: Map<string, Refund>;
}

/** What has been given back of the payment or is on its way: a refund that failed has not, and can be asked for again. */
export const amountRefunded = ({ refunds }: Books, intentId: string, nowMs: number): number =>
  [...refunds.values()]
    .filter(({ paymentIntent }) => paymentIntent === intentId)
    .map((refund) => refundNow(refund, nowMs))
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);

const ledgerStatus = ({ status, lastPaymentError }: Intent): LedgerEntry['status'] | null => {
  if (status === 'succeeded' || status === 'canceled') return status;
  return lastPaymentError ? 'failed' : null;
};

/** `null` for an intent that nobody has tried to pay and nobody has canceled: nothing has come of it yet. */
export const entryOf = (books: Books, intent: Intent, nowMs: number): LedgerEntry | null => {
  const status = ledgerStatus(intent);
  if (status === null) return null;
  return {
    id: intent.id,
    chargeId: intent.metadata.chargeId ?? '',
    amount: toIsoAmount(intent.amount, intent.currency),
    currency: intent.currency.toUpperCase(),
    status,
    amountRefunded: toIsoAmount(amountRefunded(books, intent.id, nowMs), intent.currency),
    idempotencyKey: intent.idempotencyKey,
  };
};

/** @param tenant @default - everybody's */
export const ledgerOf = (books: Books, nowMs: number, tenant?: string): LedgerEntry[] =>
  [...books.intents.values()]
    .filter(({ metadata }) => tenant === undefined || metadata.tenant === tenant)
    .flatMap((intent) => entryOf(books, intent, nowMs) ?? []);

export const refundsOf = ({ refunds }: Books, nowMs: number): LedgerRefund[] =>
  [...refunds.values()].map((refund) => ({
    id: refund.id,
    paymentId: refund.paymentIntent,
    refundId: refund.metadata.refundId ?? '',
    amount: toIsoAmount(refund.amount, refund.currency),
    currency: refund.currency.toUpperCase(),
    status: refundNow(refund, nowMs).status,
    idempotencyKey: refund.idempotencyKey,
  }));
