import type { Charge } from '../charges/charge.ts';
import type { Problem } from '../http/problem.ts';
import { fingerprinter, idempotent } from '../idempotency/index.ts';
import type { Answer } from '../idempotency/operation.ts';
import type { Beginner } from '../idempotency/trail.ts';
import { type RefundDependencies, refundOperation } from './operation.ts';
import { REFUNDS_UNEXPECTED } from './refund.ts';

/** Money that moved for a charge which we hold as failed: at the processor, and told to nobody as a success. */
export interface UnexpectedMoney {
  readonly charge: Charge;
  readonly paymentId: string;
  /** Minor units: what of it has not been given back yet. */
  readonly amount: number;
}

/**
 * Gives it back, once per charge whatever tells of it and how often: the refund's id follows from the charge's. It takes
 * nothing off the charge, which never held any of it.
 */
export const refundUnexpected = (
  dependencies: RefundDependencies,
  { charge, paymentId, amount }: UnexpectedMoney,
  { deadlineMs, by, requestId }: Beginner & { readonly deadlineMs: number },
): Promise<Answer<Problem>> => {
  const held = { ...charge, processorId: paymentId };
  const operation = {
    ...refundOperation(dependencies, held, { isReserved: false }),
    name: REFUNDS_UNEXPECTED.name,
  };
  const about = { method: 'POST', route: REFUNDS_UNEXPECTED.name, pathParameters: { id: charge.id } };
  return idempotent(dependencies, operation, {
    tenant: charge.tenant,
    key: charge.id,
    body: { amount, reason: null },
    fingerprintIn: fingerprinter({ ...about, body: null }),
    deadlineMs,
    by,
    requestId,
  });
};
