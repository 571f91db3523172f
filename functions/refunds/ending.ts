import type { Failure } from '../charges/charge.ts';
import { type Problem, problem } from '../http/problem.ts';
import { created, problemResponse } from '../http/respond.ts';
import type { Attempt, Completion, Ending, Identity } from '../idempotency/operation.ts';
import type { RefundOutcome } from '../processor/processor.ts';
import { type Refund, toRefundResource } from './refund.ts';
import { countIn, giveBack, reservationOf } from './reservation.ts';

type Occasion = Pick<Identity, 'nowMs' | 'requestId'>;

/** Whether nobody has been at it before, so that no earlier request can still be on its way to the processor. */
const isWithoutPredecessor = ({ kind }: Attempt): boolean => kind === 'first' || kind === 'again';

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
      return outcome.isFinal || isWithoutPredecessor(attempt)
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
export const abandoned = (refund: Refund, occasion: Occasion): Completion<Problem> => ({
  ...failed(refund, ABANDONED, '', occasion),
  alongside: [],
});

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

interface FailureReply {
  readonly failure: Failure;
  readonly code: 'refund-failed' | 'refund-abandoned';
  readonly detail: string;
}

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
  { failure, code, detail }: FailureReply,
  chargesTable: string,
  { nowMs, requestId }: Occasion,
): Completion<Problem> => ({
  kind: 'completed',
  set: { status: 'failed', failure, updatedAtMs: nowMs },
  response: problemResponse(
    problem(code, detail, { members: { refundId: refund.id, chargeId: refund.chargeId, failure } }),
    requestId,
  ),
  alongside: reservationOf(giveBack, chargesTable, refund),
});
