import { CHARGES_CREATE, type Charge } from '../../functions/charges/charge.ts';
import { listKeys, readPage } from '../../functions/http/page.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import type { IdempotencyRecord } from '../../functions/idempotency/record.ts';
import { ORDERS_CREATE, type Order } from '../../functions/orders/order.ts';
import type { Stored } from '../../functions/privacy/redaction.ts';
import { type Refund, refundsOf } from '../../functions/refunds/refund.ts';
import { readItem } from '../../functions/shared/read-item.ts';
import type { Place } from '../place/place.ts';

/** What is kept of a receipt: whose it is and what became of it. */
export interface StoredReceipt {
  readonly receipt?: string;
  readonly messageId?: string;
  readonly record: IdempotencyRecord;
}

/** Everything that there is to tell about one thing. */
export type Found =
  | {
      readonly kind: 'charge';
      readonly charge: Stored<Charge>;
      readonly order: Stored<Order> | undefined;
      /** In the order of their claims. */
      readonly refunds: readonly Stored<Refund>[];
      readonly receipt: StoredReceipt | undefined;
    }
  | { readonly kind: 'order'; readonly order: Stored<Order> }
  | { readonly kind: 'refund'; readonly refund: Stored<Refund> };

/** As `functions/receipts` names it: its key is the charge. */
const RECEIPTS_SEND = { name: 'receipts.send', home: { idPrefix: 'rec' } } as const;

/** More refunds of one charge than anybody reads. */
const REFUNDS_MAX = 100;

type Source = Pick<Place, 'documentClient' | 'tables'>;

const refundsFor = async ({ documentClient, tables }: Source, charge: Charge): Promise<Stored<Refund>[]> => {
  const listing = {
    name: 'byCharge',
    partition: { refundOf: refundsOf(charge) },
    sort: 'refundedAtId',
  } as const;
  const list = { tableName: tables.charges, tenant: charge.tenant, listing };
  const keys = await listKeys(documentClient, list, REFUNDS_MAX, undefined);
  const refunds = await readPage<Stored<Refund> & { readonly pk: string }>(
    documentClient,
    tables.charges,
    keys,
  );
  return refunds.reverse();
};

const readAbout = async (source: Source, charge: Stored<Charge>): Promise<Found> => {
  const { documentClient, tables } = source;
  const { tenant, id, orderId } = charge;
  const [order, refunds, receipt] = await Promise.all([
    orderId === null ? undefined : readItem<Stored<Order>>(documentClient, tables.orders, tenant, orderId),
    refundsFor(source, charge),
    readItem<StoredReceipt>(documentClient, tables.idempotency, tenant, idFor(RECEIPTS_SEND, tenant, id)),
  ]);
  return { kind: 'charge', charge, order, refunds, receipt };
};

/** Reads a thing and what belongs to it. Reads only. */
export const gather = async (source: Source, tenant: string, id: string): Promise<Found | undefined> => {
  const { documentClient, tables } = source;
  if (id.startsWith(`${ORDERS_CREATE.home.idPrefix}_`)) {
    const order = await readItem<Stored<Order>>(documentClient, tables.orders, tenant, id);
    return order && { kind: 'order', order };
  }
  if (!id.startsWith(`${CHARGES_CREATE.home.idPrefix}_`)) {
    const refund = await readItem<Stored<Refund>>(documentClient, tables.charges, tenant, id);
    return refund && { kind: 'refund', refund };
  }
  const charge = await readItem<Stored<Charge>>(documentClient, tables.charges, tenant, id);
  return charge && readAbout(source, charge);
};
