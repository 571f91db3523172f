import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import { causeOf, type Uncarried } from './simulated-errors.ts';
import { type Budget, withinBudget } from './stripe-budget.ts';
import { KEY_RETENTION_MS } from './stripe-key-memory.ts';

/** What the ledger holds under a key: what became of a payment or of a refund, or the fence in the place of one. */
export interface Entry {
  readonly id: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  /** Why it failed, kebab-case; `null` for every other status. */
  readonly declineCode: string | null;
  /** A digest of all that was asked: the key is refused to anybody who asks for something else. */
  readonly parameters: string;
  readonly createdAtMs: EpochMs;
  /** Both for a refund only: what it gives back, and for which refund of ours. */
  readonly paymentId?: string;
  readonly refundId?: string;
}

/** What holds a key after somebody has tried to be the first under it. */
export type Holding = { readonly kind: 'held'; readonly entry: Entry } | Uncarried;

/** A key that nobody holds, for an entry that wants to be the first. */
export interface Claim {
  readonly downstreamKey: string;
  readonly entry: Entry;
  /** A key whose memory ended by then holds nothing. */
  readonly forgottenByMs: EpochMs;
}

export const digestOf = (asked: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('hex');

/** `lib-dynamodb` leaves the item inside an error as it came over the wire. */
export const itemOf = (item: unknown): Readonly<Record<string, unknown>> =>
  item === undefined ? {} : unmarshall(item as Parameters<typeof unmarshall>[0]);

/** The entry that counts: the last one. */
export const entryIn = (item: unknown): Entry | undefined =>
  (itemOf(item).entries as readonly Entry[] | undefined)?.at(-1);

/**
 * The name that says how much of a payment is left to be refunded. An attribute for each payment, because one that is
 * made later under the same key is another.
 */
export const refundableName = (createdAtMs: EpochMs): string => `refundable-${createdAtMs}`;

/**
 * The write that enters it: one item per downstream key, with `entries`, oldest first, and until when the key is
 * remembered. An entry under a key that was forgotten stands beside the earlier one, as it would at Stripe: the ledger
 * shows that money moved twice.
 *
 * Only the key wears off, by comparing `keyForgottenAtMs`. The item does not expire: a charge or a refund may be found
 * open after any time, and what became of it must then still stand here.
 */
export const entering = (tableName: string, { downstreamKey, entry, forgottenByMs }: Claim) => {
  const isRefundable = entry.status === 'succeeded' && entry.paymentId === undefined;
  return {
    TableName: tableName,
    Key: { pk: downstreamKey },
    UpdateExpression:
      'SET entries = list_append(if_not_exists(entries, :none), :entry), keyForgottenAtMs = :forgottenAtMs' +
      (isRefundable ? ', #refundable = :refundable' : ''),
    ConditionExpression: 'attribute_not_exists(pk) OR keyForgottenAtMs <= :forgottenByMs',
    ExpressionAttributeValues: {
      ':none': [],
      ':entry': [entry],
      ':forgottenByMs': forgottenByMs,
      ':forgottenAtMs': entry.createdAtMs + KEY_RETENTION_MS,
      ...(isRefundable && { ':refundable': entry.amount }),
    },
    ...(isRefundable && { ExpressionAttributeNames: { '#refundable': refundableName(entry.createdAtMs) } }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } satisfies UpdateCommandInput;
};

/** Sends a write of the ledger once, and waits no longer than the budget. Never throws. */
export const sendOnce = async <T>(
  budget: Budget,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<unknown>,
  onDone: () => T,
  onError: (error: unknown) => T,
): Promise<T | Uncarried> => {
  const remainingMs = budget.remainingMs();
  if (remainingMs <= 0) return { kind: 'not-sent', reason: 'no time left to call' };
  const sent = send({ abortSignal: AbortSignal.timeout(remainingMs) }).then(onDone, onError);
  return (await withinBudget(budget, sent)) ?? { kind: 'no-answer', reason: 'no answer in time' };
};

/** Enters it if nothing holds its key, and answers what holds it then: one conditional write. Never throws. */
export const enterInto =
  (documentClient: DynamoDBDocumentClient, tableName: string) =>
  (claim: Claim, budget: Budget): Promise<Holding> =>
    sendOnce<Holding>(
      budget,
      (options) => documentClient.send(new UpdateCommand(entering(tableName, claim)), options),
      () => ({ kind: 'held', entry: claim.entry }),
      (error) => {
        const isHeld = error instanceof Error && error.name === 'ConditionalCheckFailedException';
        const held = isHeld ? entryIn((error as { Item?: unknown }).Item) : undefined;
        return held === undefined ? causeOf(error) : { kind: 'held', entry: held };
      },
    );
