import { DEFAULT_SETTLE_AFTER_S } from '../../functions/shared/limits.ts';
import type { Entry } from './payments.ts';
import { givenBackOf, type RefundEntry } from './payments-refunds.ts';
import type { StoredCharge, StoredRefund } from './stored.ts';
import { attemptViolations } from './stored-invariants.ts';
import { broken, brokenOf, type Violation } from './violation.ts';

/** What the processor's books hold of one refund. */
export interface RefundBooked {
  /** How often its money went back, also if a bank has returned it since. */
  readonly made: number;
  /** How much of that is with the customer now. */
  readonly standing: number;
}

export const NOT_BOOKED: RefundBooked = { made: 0, standing: 0 };

/** A refund has been written. @param booked what its money had done by then */
export const refundViolations = (
  before: StoredRefund | undefined,
  after: StoredRefund,
  booked: RefundBooked,
): Violation[] => {
  const { id, status, state } = after;
  const isFinal = state === 'completed';
  const wasFinal = before?.state === 'completed';
  // A bank may return the money of a refund that had succeeded: nothing else may change its end.
  const hasFailedLate = before?.status === 'succeeded' && status === 'failed' && booked.standing === 0;
  const hasChanged = before?.response !== after.response || (before?.status !== status && !hasFailedLate);
  const isAbandoned = isFinal && after.failureCode === 'refund-abandoned';
  const ageMs = after.updatedAtMs - after.createdAtMs;
  return [
    ...attemptViolations(before, after),
    ...brokenOf([
      [wasFinal && hasChanged, 'final-stays-final', `${id} was ${before?.status}, is ${status}`],
      [before !== undefined && before.intent !== after.intent, 'intent-stays', id],
      [(status === 'processing') === isFinal, 'final-stays-final', `${id} is ${status}, its record ${state}`],
      [status === 'succeeded' && booked.made === 0, 'success-is-backed', `${id} is stored as succeeded`],
      [status === 'failed' && booked.standing > 0, 'failure-is-true', `${id} is stored as failed`],
      [after.isDue === isFinal, 'due-while-open', `${id} is ${status}`],
      [isAbandoned && ageMs < DEFAULT_SETTLE_AFTER_S * 1000, 'abandoned-when-old', `${id}, ${ageMs} ms old`],
    ]),
  ];
};

const sumOf = (refunds: readonly StoredRefund[]): number =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);

/** What a charge says of its refunds, at any moment. */
export const reservationViolations = (
  charge: StoredCharge | undefined,
  refunds: readonly StoredRefund[],
): Violation[] => {
  const [first] = refunds;
  if (charge === undefined)
    return first === undefined ? [] : [broken('refunds-add-up', `${first.id} is of no charge`)];
  const reserved = refunds.filter(({ isReserved }) => isReserved);
  const succeeded = reserved.filter(({ status }) => status === 'succeeded');
  const open = reserved.filter(({ state }) => state === 'in-progress');
  const left = charge.amount - sumOf(succeeded) - sumOf(open);
  const unasked = refunds.length - reserved.length;
  const { id, status, refundable, amountRefunded } = charge;
  return brokenOf([
    [refundable !== left, 'refunds-add-up', `${id} says ${refundable} are left, its refunds leave ${left}`],
    [unasked > 0 && status !== 'failed', 'unasked-goes-back', `${id} is ${status}, its money goes back`],
    [unasked > 1, 'unasked-goes-back', `${id} has ${unasked} refunds of what it never held`],
    [refundable < 0, 'refunds-add-up', `${id} has ${refundable} left`],
    [
      amountRefunded !== sumOf(succeeded),
      'refunds-add-up',
      `${id} says ${amountRefunded} went back, its refunds say ${sumOf(succeeded)}`,
    ],
  ]);
};

/** What stood in the books before, and what we knew, when money went back. */
interface Before {
  readonly refund: StoredRefund | undefined;
  readonly booked: RefundBooked;
  /** Of the payment: what moved, and what has been given back of it, this time included. */
  readonly paid: number;
  readonly givenBack: number;
}

/** The processor has given money back. */
export const refundEntryViolations = (
  { refundId, chargeId, amount, currency }: RefundEntry,
  { refund, booked, paid, givenBack }: Before,
): Violation[] => {
  const sum = `${amount} went back for ${refundId}`;
  const isAsRecorded =
    refund?.amount === amount && refund.currency === currency && refund.chargeId === chargeId;
  return brokenOf([
    [booked.made > 0, 'one-refund-per-key', `${sum}, again`],
    [givenBack > paid, 'no-more-than-paid', `${sum}: ${givenBack} of ${paid}`],
    [refund === undefined, 'record-before-money', sum],
    [refund !== undefined && !isAsRecorded, 'amount-as-recorded', `${sum}, not ${refund?.amount}`],
    [refund?.status === 'failed', 'failure-is-true', `${sum}, which had been told to have failed`],
    [refund?.state === 'released', 'failure-is-true', `${sum}, which had been said not to have started`],
  ]);
};

/** Everybody has been told everything: what should not have moved is back, and what came back is known. */
export const unaskedViolations = (
  ledger: readonly Pick<Entry, 'id' | 'chargeId' | 'amount' | 'isUnasked'>[],
  entries: readonly RefundEntry[],
  refunds: Iterable<StoredRefund>,
): Violation[] => {
  const all = [...refunds];
  /** The processor refused to give it back: that is told to a person. */
  const isRefused = (chargeId: string): boolean =>
    all.some(
      (refund) =>
        refund.chargeId === chargeId &&
        !refund.isReserved &&
        refund.status === 'failed' &&
        refund.failureCode !== 'refund-abandoned',
    );
  const kept = ledger.filter(
    ({ id, chargeId, amount, isUnasked }) =>
      isUnasked && givenBackOf(entries, id) !== amount && !isRefused(chargeId),
  );
  const isReturned = ({ id, status }: StoredRefund): boolean =>
    status === 'succeeded' && !entries.some((entry) => entry.refundId === id && entry.status === 'succeeded');
  return [
    ...kept.map(({ id, chargeId, amount }) =>
      broken('unasked-goes-back', `${id} for ${chargeId}: ${givenBackOf(entries, id)} of ${amount}`),
    ),
    ...all.filter(isReturned).map(({ id }) => broken('returns-are-known', `${id} still says succeeded`)),
  ];
};
