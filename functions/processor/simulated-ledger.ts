import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import type { Payment } from './processor.ts';
import { digestOf, type Entry, enterInto, type Holding } from './simulated-entry.ts';
import type { Budget } from './stripe-budget.ts';

export const parametersOf = ({ chargeId, amount, currency, paymentMethod, description }: Payment): string =>
  digestOf([chargeId, amount, currency, paymentMethod, description]);

/**
 * Tells where the payment stands in the ledger, so that a refund finds it by its id alone. Two payments under one key, a
 * day apart, are two payments.
 */
const idOf = ({ downstreamKey }: Payment, createdAtMs: EpochMs): string =>
  `sim_${createdAtMs}_${downstreamKey}`;

/** Where the payment with this id stands, if one does; `null` for what can be no such id. */
export const placeOf = (
  paymentId: string,
): { readonly downstreamKey: string; readonly createdAtMs: EpochMs } | null => {
  const [, createdAtMs, downstreamKey] = /^sim_(\d{1,15})_(.+)$/s.exec(paymentId) ?? [];
  return createdAtMs === undefined || downstreamKey === undefined
    ? null
    : { downstreamKey, createdAtMs: Number(createdAtMs) };
};

const entryOf = (
  payment: Payment,
  verdict: Pick<Entry, 'status' | 'declineCode'>,
  createdAtMs: EpochMs,
): Entry => ({
  id: idOf(payment, createdAtMs),
  chargeId: payment.chargeId,
  amount: payment.amount,
  currency: payment.currency,
  ...verdict,
  parameters: parametersOf(payment),
  createdAtMs,
});

export interface SimulatedLedger {
  /**
   * Enters the payment with this verdict if nothing holds its key, and answers what holds it then: one conditional
   * write, sent once. Never throws.
   *
   * @param times.forgottenByMs a key whose memory ended by then holds nothing
   */
  readonly enter: (
    payment: Payment,
    verdict: Pick<Entry, 'status' | 'declineCode'>,
    times: { readonly nowMs: EpochMs; readonly forgottenByMs: EpochMs },
    budget: Budget,
  ) => Promise<Holding>;
}

/** The payments of the ledger; what is given back of them, `simulated-refund.ts` enters. */
export const createSimulatedLedger = (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
): SimulatedLedger => {
  const enter = enterInto(documentClient, tableName);
  return {
    enter: (payment, verdict, { nowMs, forgottenByMs }, budget) => {
      const entry = entryOf(payment, verdict, nowMs);
      return enter({ downstreamKey: payment.downstreamKey, entry, forgottenByMs }, budget);
    },
  };
};
