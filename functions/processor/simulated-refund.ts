import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import type { Refund, RefundOutcome, Unknown } from './processor.ts';
import { refused } from './refusals.ts';
import {
  type Claim,
  digestOf,
  type Entry,
  enterInto,
  entering,
  entryIn,
  type Holding,
  itemOf,
  refundableName,
  sendOnce,
} from './simulated-entry.ts';
import { causeOf } from './simulated-errors.ts';
import { placeOf } from './simulated-ledger.ts';
import type { Budget } from './stripe-budget.ts';

/** The payment does not bear the refund: what holds the refund's key was not told with it. */
type Transacted = Holding | { readonly kind: 'not-borne'; readonly code: string };

interface Canceled {
  readonly name: string;
  readonly CancellationReasons: readonly { readonly Code?: string; readonly Item?: unknown }[];
}

const FAILED = 'ConditionalCheckFailed';

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const parametersOf = ({ refundId, chargeId, paymentId, amount, currency }: Refund): string =>
  digestOf([refundId, chargeId, paymentId, amount, currency]);

const entryOf = (
  refund: Refund,
  verdict: Pick<Entry, 'status' | 'declineCode'>,
  createdAtMs: EpochMs,
): Entry => ({
  id: `simre_${createdAtMs}_${refund.downstreamKey}`,
  refundId: refund.refundId,
  chargeId: refund.chargeId,
  paymentId: refund.paymentId,
  amount: refund.amount,
  currency: refund.currency,
  ...verdict,
  parameters: parametersOf(refund),
  createdAtMs,
});

const answerOf = (entry: Entry, refund: Refund): RefundOutcome => {
  if (entry.parameters !== parametersOf(refund))
    return unknown('the key was first used with other parameters');
  return entry.status === 'succeeded'
    ? { kind: 'succeeded', processorId: entry.id }
    : refused(entry.declineCode ?? 'refund-refused', { isFinal: true });
};

/** Why the payment does not bear it, by what is left of it. */
const refusalOf = (left: unknown): string => {
  if (typeof left !== 'number') return 'payment-missing';
  return left === 0 ? 'already-refunded' : 'exceeds-payment';
};

/**
 * A transaction that was canceled was not carried out, and says why of each of its two writes. Of the refund's own it
 * may keep silent when the payment's failed.
 */
const readReasons =
  (leftName: string) =>
  (error: unknown): Transacted => {
    const { name, CancellationReasons: reasons } = (error ?? {}) as Partial<Canceled>;
    if (name !== 'TransactionCanceledException' || reasons === undefined) return causeOf(error);
    const [payment, own] = reasons;
    const held = entryIn(own?.Item);
    if (held !== undefined) return { kind: 'held', entry: held };
    if (own?.Code === FAILED) return { kind: 'no-answer', reason: 'the ledger: something holds the key' };
    if (payment?.Code !== FAILED) return causeOf(error);
    return { kind: 'not-borne', code: refusalOf(itemOf(payment.Item)[leftName]) };
  };

interface RefundLedger {
  readonly documentClient: DynamoDBDocumentClient;
  readonly tableName: string;
}

/**
 * Enters the refund under its key and takes its amount from what is left of the payment: one transaction. A refund that
 * the payment does not bear is entered as failed, so that its key says so for as long as it is remembered, as at Stripe;
 * that write also tells if the refund was made after all and the payment has nothing left because of it.
 *
 * @param times.forgottenByMs a key whose memory ended by then holds nothing
 */
export const refundInLedger = async (
  { documentClient, tableName }: RefundLedger,
  refund: Refund,
  { nowMs, forgottenByMs }: { readonly nowMs: EpochMs; readonly forgottenByMs: EpochMs },
  budget: Budget,
): Promise<RefundOutcome> => {
  const { downstreamKey } = refund;
  const place = placeOf(refund.paymentId);

  const transact = (claim: Claim, payment: NonNullable<typeof place>): Promise<Transacted> => {
    const leftName = refundableName(payment.createdAtMs);
    const takeOff = {
      TableName: tableName,
      Key: { pk: payment.downstreamKey },
      UpdateExpression: 'SET #refundable = #refundable - :amount',
      ConditionExpression: '#refundable >= :amount',
      ExpressionAttributeNames: { '#refundable': leftName },
      ExpressionAttributeValues: { ':amount': refund.amount },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
    const write = new TransactWriteCommand({
      TransactItems: [{ Update: takeOff }, { Update: entering(tableName, claim) }],
    });
    return sendOnce<Transacted>(
      budget,
      (options) => documentClient.send(write, options),
      () => ({ kind: 'held', entry: claim.entry }),
      readReasons(leftName),
    );
  };

  const refuse = async (code: string): Promise<RefundOutcome> => {
    const entry = entryOf(refund, { status: 'failed', declineCode: code }, nowMs);
    const holding = await enterInto(documentClient, tableName)(
      { downstreamKey, entry, forgottenByMs },
      budget,
    );
    return holding.kind === 'held' ? answerOf(holding.entry, refund) : unknown(holding.reason);
  };

  if (place === null) return refuse('payment-missing');
  const entry = entryOf(refund, { status: 'succeeded', declineCode: null }, nowMs);
  const done = await transact({ downstreamKey, entry, forgottenByMs }, place);
  switch (done.kind) {
    case 'held':
      return answerOf(done.entry, refund);
    case 'not-borne':
      return refuse(done.code);
    case 'not-sent':
      return { kind: 'not-started', reason: done.reason };
    case 'no-answer':
      return unknown(done.reason);
  }
};
