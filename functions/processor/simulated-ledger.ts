import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import type { Payment } from './processor.ts';
import { causeOf, type Uncarried } from './simulated-errors.ts';
import { type Budget, withinBudget } from './stripe-budget.ts';
import { KEY_RETENTION_MS } from './stripe-key-memory.ts';

/** A payment as the ledger holds it, or the fence that stands in the place of one. */
export interface Entry {
  readonly id: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  /** Why it failed; `null` for every other status. */
  readonly declineCode: string | null;
  /** A digest of all that was asked: the key is refused to anybody who asks for something else. */
  readonly parameters: string;
  readonly createdAtMs: EpochMs;
}

/** What holds a key after somebody has tried to be the first under it. */
type Holding = { readonly kind: 'held'; readonly entry: Entry } | Uncarried;

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

export const parametersOf = (payment: Payment): string => {
  const { chargeId, amount, currency, paymentMethod, description } = payment;
  const asked = JSON.stringify([chargeId, amount, currency, paymentMethod, description]);
  return createHash('sha256').update(asked).digest('hex');
};

/** Two payments under one key, a day apart, are two payments. */
const newId = ({ downstreamKey }: Payment, nowMs: EpochMs): string =>
  `sim_${createHash('sha256').update(`${downstreamKey}@${nowMs}`).digest('hex').slice(0, 24)}`;

/** `lib-dynamodb` leaves the item inside an error as it came over the wire. */
const heldBy = (error: unknown): Entry | undefined => {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') return undefined;
  const { Item: item } = error as { Item?: Parameters<typeof unmarshall>[0] };
  return item && (unmarshall(item).entries as Entry[]).at(-1);
};

/**
 * One item per downstream key: `entries`, oldest first, and until when the key is remembered. A payment under a key that
 * was forgotten is entered beside the earlier one, as it would be at Stripe: the ledger shows that money moved twice.
 *
 * Only the key wears off, by comparing `keyForgottenAtMs`. The item does not expire: a charge may be found open after
 * any time, and what became of its payment must then still stand here.
 */
export const createSimulatedLedger = (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
): SimulatedLedger => ({
  enter: async (payment, verdict, { nowMs, forgottenByMs }, budget) => {
    const remainingMs = budget.remainingMs();
    if (remainingMs <= 0) return { kind: 'not-sent', reason: 'no time left to call' };
    const { downstreamKey, chargeId, amount, currency } = payment;
    const entry: Entry = {
      id: newId(payment, nowMs),
      chargeId,
      amount,
      currency,
      ...verdict,
      parameters: parametersOf(payment),
      createdAtMs: nowMs,
    };
    const write = new UpdateCommand({
      TableName: tableName,
      Key: { pk: downstreamKey },
      UpdateExpression:
        'SET entries = list_append(if_not_exists(entries, :none), :entry), keyForgottenAtMs = :forgottenAtMs',
      ConditionExpression: 'attribute_not_exists(pk) OR keyForgottenAtMs <= :forgottenByMs',
      ExpressionAttributeValues: {
        ':none': [],
        ':entry': [entry],
        ':forgottenByMs': forgottenByMs,
        ':forgottenAtMs': nowMs + KEY_RETENTION_MS,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const sent = documentClient.send(write, { abortSignal: AbortSignal.timeout(remainingMs) }).then(
      (): Holding => ({ kind: 'held', entry }),
      (error: unknown): Holding => {
        const held = heldBy(error);
        return held === undefined ? causeOf(error) : { kind: 'held', entry: held };
      },
    );
    return (await withinBudget(budget, sent)) ?? { kind: 'no-answer', reason: 'no answer in time' };
  },
});
