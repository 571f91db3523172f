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
  readonly amount: number;
  readonly currency: string;
  readonly paymentMethod: string;
  readonly orderId: string | null;
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

export interface StoredOrder {
  readonly id: string;
  readonly tenant: string;
  readonly status: string;
  readonly total: number;
  readonly currency: string;
  /** Counts the changes. */
  readonly version: number;
  readonly payingCharge: string | null;
  readonly chargeId: string | null;
}

const text = (value: AttributeValue | undefined): string => value?.S ?? value?.N ?? '';
const textOrNull = (value: AttributeValue | undefined): string | null => value?.S ?? null;

/** Read from the wire's form: a thousand times a second, a copy of everything would be most of the work. */
export const toStoredCharge = (item: Stored): StoredCharge => {
  const record = item.record?.M ?? {};
  const response = record.response?.M;
  const fixed = [
    item.amount,
    item.currency,
    item.paymentMethod,
    item.orderId,
    item.createdAtMs,
    item.processor?.M?.downstreamKey,
    record.fingerprint?.M?.digest,
  ];
  return {
    id: text(item.id),
    tenant: text(item.tenant),
    status: text(item.status),
    state: text(record.state) as StoredCharge['state'],
    owner: text(record.owner),
    amount: Number(text(item.amount)),
    currency: text(item.currency),
    paymentMethod: text(item.paymentMethod),
    orderId: textOrNull(item.orderId),
    failureCode: textOrNull(item.failure?.M?.code),
    createdAtMs: Number(text(item.createdAtMs)),
    updatedAtMs: Number(text(item.updatedAtMs)),
    isDue: item.dueAtMs !== undefined,
    intent: fixed.map(text).join('|'),
    response:
      response === undefined
        ? null
        : `${text(response.status)} ${text(response.location)} ${text(response.body)}`,
  };
};

export const toStoredOrder = (item: Stored): StoredOrder => ({
  id: text(item.id),
  tenant: text(item.tenant),
  status: text(item.status),
  total: Number(text(item.total)),
  currency: text(item.currency),
  version: Number(text(item.version)),
  payingCharge: textOrNull(item.payingCharge),
  chargeId: textOrNull(item.chargeId),
});
