import { isChargeId } from '../charges/charge.ts';
import { chargeOperation } from '../charges/create.ts';
import { type Due, type DueOutcome, settleDue } from '../idempotency/settle-due.ts';
import { type RefundDependencies, refundOperation } from './operation.ts';

/**
 * Ends what is due, a charge or a refund. A charge is ended by asking what happened: none is ever started or resumed
 * here. A refund is resumed until it ends.
 */
export const settleMoney = (dependencies: RefundDependencies) => {
  const charges = chargeOperation(dependencies);
  const refunds = refundOperation(dependencies);
  return (due: Due): Promise<DueOutcome> =>
    isChargeId(due.id) ? settleDue(dependencies, charges, due) : settleDue(dependencies, refunds, due);
};
