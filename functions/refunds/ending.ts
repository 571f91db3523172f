import { type FailureReply, failedWith, type Occasion } from '../charges/failed.ts';
import type { Problem } from '../http/problem.ts';
import { created } from '../http/respond.ts';
import { type Attempt, type Completion, type Ending, startsFromNothing } from '../idempotency/operation.ts';
import type { RefundOutcome } from '../processor/processor.ts';
import { type Refund, toRefundResource } from './refund.ts';
import { countIn, giveBack, reservationOf } from './reservation.ts';

const idsOf = ({ id, chargeId }: Refund) => ({ refundId: id, chargeId });

/**
 * How an attempt ends, given what the processor said. A no that an earlier request could still overtake is not the end:
 * the refund stays open and is asked for again.
 */
export const endingOf = (
  refund: Refund,
  outcome: RefundOutcome,
  chargesTable: string,
  attempt: Attempt,
  occasion: Occasion,
): Ending<Problem> => {
  switch (outcome.kind) {
    case 'succeeded':
      return succeeded(refund, outcome.processorId, chargesTable, occasion);
    case 'refused':
      return outcome.isFinal || startsFromNothing(attempt)
        ? failed(refund, refused(outcome.code, outcome.message), chargesTable, occasion)
        : { kind: 'unknown' };
    case 'not-started':
      // Nobody asked for what was not reserved, so nobody comes back for it: it stays open, and the recovery goes on.
      return refund.isReserved
        ? { kind: 'not-started', alongside: [giveBack(chargesTable, refund)] }
        : { kind: 'unknown' };
    case 'unknown':
      return { kind: 'unknown' };
  }
};

/** How a released refund ends that nobody came back for. It has given its amount back already. */
export const abandoned = (refund: Refund, occasion: Occasion): Completion<Problem> =>
  failedWith(ABANDONED, idsOf(refund), occasion, []);

const succeeded = (
  refund: Refund,
  processorId: string,
  chargesTable: string,
  { nowMs }: Occasion,
): Completion<Problem> => {
  const set = { status: 'succeeded' as const, processorId, updatedAtMs: nowMs };
  return {
    kind: 'completed',
    set,
    response: created(toRefundResource({ ...refund, ...set }), `/charges/${refund.chargeId}/refunds`),
    alongside: reservationOf(countIn, chargesTable, refund, nowMs),
  };
};

const ABANDONED: FailureReply = {
  failure: { code: 'refund-abandoned', message: 'The refund was not started in time. No money moved.' },
  code: 'refund-abandoned',
  detail: 'This refund could not be started, and nobody came back for it in time. To refund, use a new key.',
};

const refused = (code: string, message: string): FailureReply => ({
  failure: { code, message },
  code: 'refund-failed',
  detail: `${message} No money moved back. To try again, use a new key.`,
});

const failed = (
  refund: Refund,
  reply: FailureReply,
  chargesTable: string,
  occasion: Occasion,
): Completion<Problem> =>
  failedWith(reply, idsOf(refund), occasion, reservationOf(giveBack, chargesTable, refund));
