import type { Surroundings } from '../idempotency/idempotent.ts';
import { inTable } from '../idempotency/index.ts';
import { type Completion, type EffectOperation, startsFromNothing } from '../idempotency/operation.ts';
import type { Order } from '../orders/order.ts';
import { REDACTED_EMAIL } from '../privacy/redaction.ts';
import type { Environment } from '../shared/environment.ts';
import { readItem } from '../shared/read-item.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import type { Mailer } from './mailer.ts';
import type { PaidCharge, Receipt } from './receipt.ts';

/**
 * How long a receipt is remembered after it was sent. The stream brings an event again within a day, its dead letters
 * wait for two weeks, and after a month nobody asks for a receipt but on purpose.
 */
const TTL_DAYS = 30;

/** What became of a charge's receipt. It is kept with the claim; the address and the text of the mail are not. */
export type ReceiptOutcome = 'sent' | 'no-address' | 'refused' | 'unknown';

export interface ReceiptDependencies extends Surroundings {
  readonly telemetry: Telemetry;
  readonly mailer: Mailer;
  readonly settings: Pick<Environment, 'idempotencyTable' | 'ordersTable'>;
}

/** What the claim stores: whose receipt it is. Addresses and texts are personal: they stay in the charge. */
export interface ReceiptIntent {
  readonly chargeId: string;
}

const ended = (receipt: ReceiptOutcome, more: { readonly messageId?: string } = {}): Completion<never> => ({
  kind: 'completed',
  set: { receipt, ...more },
  response: {
    status: 200,
    contentType: 'application/json',
    location: null,
    body: JSON.stringify({ receipt }),
  },
});

/**
 * The receipt of one charge: at most one mail. A mail is handed over by an attempt that starts from nothing only. What
 * may have gone out already (the answer was lost; an attempt died after its claim) ends as `unknown` with an alarm, and
 * is sent again by nobody but a person. See docs/decisions, "Receipts".
 */
export const receiptOperation = (
  { documentClient, telemetry, mailer, settings }: ReceiptDependencies,
  charge: PaidCharge,
  receipt: Receipt,
): EffectOperation<undefined, ReceiptIntent, never> => {
  /** A paid order cannot be changed any more: its address is what it was. */
  const addressOf = async ({ tenant, orderId, receiptEmail }: PaidCharge): Promise<string | undefined> => {
    if (receiptEmail !== null || orderId === null) return receiptEmail ?? undefined;
    const order = await readItem<Order>(documentClient, settings.ordersTable, tenant, orderId);
    return order?.customer.email === REDACTED_EMAIL ? undefined : order?.customer.email;
  };

  const incident = (name: string, reason: string): void =>
    telemetry.incident(name, { chargeId: charge.id, reason });

  return {
    name: 'receipts.send',
    home: inTable(settings.idempotencyTable, { ttlDays: TTL_DAYS }),
    intent: () => ({ chargeId: charge.id }),

    perform: async (_, attempt) => {
      const { requestId } = attempt;
      if (!startsFromNothing(attempt)) {
        incident('receipt-unknown', 'attempt-lost');
        return ended('unknown');
      }

      let address: string | undefined;
      try {
        address = await addressOf(charge);
      } catch (error) {
        telemetry.failure('receipts.send', requestId, error);
        return { kind: 'not-started' };
      }
      if (address === undefined) return ended('no-address');

      const outcome = await mailer.send(address, receipt);
      if (outcome.kind === 'accepted') return ended('sent', { messageId: outcome.messageId });

      telemetry.failure('receipts.send', requestId, outcome.error);
      if (outcome.kind === 'not-sent') return { kind: 'not-started' };
      incident(`receipt-${outcome.kind}`, outcome.error.name);
      return ended(outcome.kind);
    },
  };
};
