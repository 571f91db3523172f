import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { State } from './counters.ts';

type Stored = Readonly<Record<string, AttributeValue>>;

/** A charge as it is in the table, as far as the promises look at it. */
export interface StoredCharge {
  readonly pk: string;
  readonly id: string;
  readonly tenant: string;
  readonly status: string;
  readonly state: Exclude<State, 'none'>;
  readonly orderId: string | null;
  readonly createdAtMs: number;
  /** Everything that the claim fixes: it must never change. */
  readonly intent: string;
  /** The reply that is stored for ever: status, location, body. */
  readonly response: string | null;
}

export interface StoredOrder {
  readonly pk: string;
  readonly id: string;
  readonly tenant: string;
  readonly status: string;
  readonly payingCharge: string | null;
  readonly chargeId: string | null;
}

const text = (value: AttributeValue | undefined): string => value?.S ?? value?.N ?? '';
const textOrNull = (value: AttributeValue | undefined): string | null => value?.S ?? null;

/** Read from the wire's form: a thousand times a second, a copy of everything would be most of the work. */
export const toStoredCharge = (item: Stored): StoredCharge => {
  const record = item.record?.M ?? {};
  const response = record.response?.M;
  const intent = [
    item.amount,
    item.currency,
    item.paymentMethod,
    item.orderId,
    item.createdAtMs,
    item.processor?.M?.downstreamKey,
    record.fingerprint?.M?.digest,
  ];
  return {
    pk: text(item.pk),
    id: text(item.id),
    tenant: text(item.tenant),
    status: text(item.status),
    state: text(record.state) as StoredCharge['state'],
    orderId: textOrNull(item.orderId),
    createdAtMs: Number(text(item.createdAtMs)),
    intent: intent.map(text).join('|'),
    response:
      response === undefined
        ? null
        : `${text(response.status)} ${text(response.location)} ${text(response.body)}`,
  };
};

export const toStoredOrder = (item: Stored): StoredOrder => ({
  pk: text(item.pk),
  id: text(item.id),
  tenant: text(item.tenant),
  status: text(item.status),
  payingCharge: textOrNull(item.payingCharge),
  chargeId: textOrNull(item.chargeId),
});
