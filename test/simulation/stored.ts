import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { State } from './counters.ts';

type Stored = Readonly<Record<string, AttributeValue>>;

/** A charge as it is in the table, as far as the promises look at it. */
export interface StoredCharge {
  readonly id: string;
  readonly tenant: string;
  readonly status: string;
  readonly state: Exclude<State, 'none'>;
  /** Of the record: the name of the attempt. */
  readonly owner: string;
  readonly attempt: number;
  /** Who was at it before, as far as the record keeps it. */
  readonly earlier: readonly { readonly owner: string; readonly attempt: number }[];
  readonly amount: number;
  /** What no refund has taken yet. */
  readonly refundable: number;
  readonly amountRefunded: number;
  readonly currency: string;
  readonly paymentMethod: string;
  readonly orderId: string | null;
  /** As it was claimed: a redaction takes it out of the item, and not out of what was asked for. */
  readonly receiptEmail: string | null;
  /** Likewise. */
  readonly description: string | null;
  readonly failureCode: string | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Whether the recovery's index shows it. */
  readonly isDue: boolean;
  /** Everything that the claim fixes: it must never change. */
  readonly intent: string;
  /** The reply that is stored for ever: status, location, body. */
  readonly response: string | null;
}

/** A refund: in the same table, with a record of its own. */
export interface StoredRefund
  extends Pick<
    StoredCharge,
    | 'id'
    | 'tenant'
    | 'status'
    | 'state'
    | 'owner'
    | 'attempt'
    | 'earlier'
    | 'amount'
    | 'currency'
    | 'failureCode'
    | 'createdAtMs'
    | 'updatedAtMs'
    | 'isDue'
    | 'intent'
    | 'response'
  > {
  readonly chargeId: string;
  readonly reason: string | null;
  /** Whether its amount was taken off the charge. */
  readonly isReserved: boolean;
}

export interface StoredOrder {
  readonly id: string;
  readonly tenant: string;
  readonly status: string;
  readonly total: number;
  readonly currency: string;
  /** Of a paid order, where its receipt was to go when it was paid. */
  readonly email: string;
  /** Counts the changes. */
  readonly version: number;
  readonly payingCharge: string | null;
  readonly chargeId: string | null;
}

const text = (value: AttributeValue | undefined): string => value?.S ?? value?.N ?? '';
const textOrNull = (value: AttributeValue | undefined): string | null => value?.S ?? null;

/** What a charge and a refund have in common. @param fixed what the claim fixes, besides the record's own */
const toClaimed = (item: Stored, fixed: readonly (AttributeValue | undefined)[]) => {
  const record = item.record?.M ?? {};
  const response = record.response?.M;
  return {
    id: text(item.id),
    tenant: text(item.tenant),
    status: text(item.status),
    state: text(record.state) as StoredCharge['state'],
    owner: text(record.owner),
    attempt: Number(text(record.attempt)),
    earlier: (record.earlier?.L ?? []).map(({ M: past }) => ({
      owner: text(past?.owner),
      attempt: Number(text(past?.attempt)),
    })),
    amount: Number(text(item.amount)),
    currency: text(item.currency),
    failureCode: textOrNull(item.failure?.M?.code),
    createdAtMs: Number(text(item.createdAtMs)),
    updatedAtMs: Number(text(item.updatedAtMs)),
    isDue: item.dueAtMs !== undefined,
    intent: [
      item.amount,
      item.currency,
      item.createdAtMs,
      item.processor?.M?.downstreamKey,
      record.fingerprint?.M?.digest,
      ...fixed,
    ]
      .map(text)
      .join('|'),
    response:
      response === undefined
        ? null
        : `${text(response.status)} ${text(response.location)} ${text(response.body)}`,
  };
};

/** Read from the wire's form: a thousand times a second, a copy of everything would be most of the work. */
export const toStoredCharge = (item: Stored): StoredCharge => ({
  ...toClaimed(item, [item.paymentMethod, item.orderId]),
  refundable: Number(text(item.refundable ?? item.amount)),
  amountRefunded: Number(text(item.amountRefunded)),
  paymentMethod: text(item.paymentMethod),
  orderId: textOrNull(item.orderId),
  receiptEmail: textOrNull(item.receiptEmail),
  description: textOrNull(item.description),
});

export const toStoredRefund = (item: Stored): StoredRefund => ({
  ...toClaimed(item, [item.chargeId, item.paymentId]),
  chargeId: text(item.chargeId),
  reason: textOrNull(item.reason),
  isReserved: item.isReserved?.BOOL === true,
});

export const isRefund = (item: Stored): boolean => item.refundOf !== undefined;

export const toStoredOrder = (item: Stored): StoredOrder => ({
  id: text(item.id),
  tenant: text(item.tenant),
  status: text(item.status),
  total: Number(text(item.total)),
  currency: text(item.currency),
  email: text(item.customer?.M?.email),
  version: Number(text(item.version)),
  payingCharge: textOrNull(item.payingCharge),
  chargeId: textOrNull(item.chargeId),
});
