import { attemptsIn } from '../charges/attempt.ts';
import { type Charge, deploymentOf, isOurs } from '../charges/charge.ts';
import type { ChargeDependencies } from '../charges/create.ts';
import type { Problem } from '../http/problem.ts';
import { inItem } from '../idempotency/index.ts';
import type { EffectOperation } from '../idempotency/operation.ts';
import { invariant } from '../shared/invariant.ts';
import { abandoned, endingOf } from './ending.ts';
import { type NewRefund, openRefund, REFUNDS_CREATE, type Refund, requestOf } from './refund.ts';
import { reservationOf, reserve } from './reservation.ts';

/** What refunds need: the same as charges, since they move the same money the other way. */
export type RefundDependencies = ChargeDependencies;

/** The charge is known to whoever creates a refund; whoever goes on with one needs the refund alone. */
type RefundOperation = EffectOperation<NewRefund, Refund, Problem>;

/**
 * A refund: claimed with its amount taken off the charge, given back at the processor, completed with its answer. It has
 * no `settle`: an old one is resumed until it ends, because the money was promised to the customer.
 */
export const refundOperation = (
  { processor, world, telemetry, settings }: RefundDependencies,
  charge?: Charge,
  { isReserved }: { readonly isReserved: boolean } = { isReserved: true },
): RefundOperation => {
  const { occasion, budgetMs } = attemptsIn(world, settings);
  const deployment = deploymentOf(processor, settings.deploymentId);

  return {
    name: REFUNDS_CREATE.name,
    home: inItem(settings.chargesTable, { ...REFUNDS_CREATE.home, settleAfterMs: settings.settleAfterMs }),

    intent: (body, identity) => {
      invariant(charge !== undefined, 'whoever opens a refund has seen its charge');
      return openRefund(body, identity, charge, {
        requestVersion: processor.refundRequestVersion,
        isReserved,
      });
    },
    holds: (refund) => reservationOf(reserve, settings.chargesTable, refund),

    perform: async (refund, attempt) => {
      if (!isOurs(refund, deployment)) {
        telemetry.incident('foreign-refund', { refundId: refund.id, chargeId: refund.chargeId });
        return { kind: 'unknown' };
      }
      const outcome = await processor.refund(requestOf(refund), world.clock(), budgetMs(attempt));
      return endingOf(refund, outcome, settings.chargesTable, attempt, occasion(attempt));
    },

    abandon: abandoned,
    onLostHold: (id) => telemetry.incident('refund-reservation-lost', { refundId: id }),
  };
};
