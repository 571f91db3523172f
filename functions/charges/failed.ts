import { type Problem, type ProblemCode, problem } from '../http/problem.ts';
import { problemResponse } from '../http/respond.ts';
import type { Alongside, Completion, Identity } from '../idempotency/operation.ts';
import type { Failure } from './charge.ts';

/** When an attempt ended, and what the occurrence is called. */
export type Occasion = Pick<Identity, 'nowMs' | 'requestId'>;

/** Why no money moved: in the item, and as the problem that its client is told. */
export interface FailureReply {
  readonly failure: Failure;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** A charge or a refund that has failed for good. @param ids members of the problem that name it */
export const failedWith = (
  { failure, code, detail }: FailureReply,
  ids: Readonly<Record<string, string>>,
  { nowMs, requestId }: Occasion,
  alongside: readonly Alongside<Problem>[],
): Completion<Problem> => ({
  kind: 'completed',
  set: { status: 'failed', failure, updatedAtMs: nowMs },
  response: problemResponse(problem(code, detail, { members: { ...ids, failure } }), requestId),
  alongside,
});
