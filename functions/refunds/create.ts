import { deploymentOf, isOurs } from '../charges/charge.ts';
import { readCharge } from '../charges/read-charge.ts';
import { idempotentRouteFor } from '../http/idempotent-route.ts';
import { idempotentLambda } from '../http/lambda.ts';
import { isProblem, problem } from '../http/problem.ts';
import { chooseProcessor } from '../processor/choose.ts';
import { type RefundDependencies, refundOperation } from './operation.ts';
import { REFUNDS_CREATE } from './refund.ts';
import { notRefundable } from './reservation.ts';
import { newRefund } from './schema.ts';

const foreign = problem(
  'charge-not-refundable',
  'The charge was made at another processor or account than this deployment has. Refund it there.',
);

/** `POST /charges/{id}/refunds`: gives money back once per tenant and key, never more than was charged. */
export const createRefund = (dependencies: RefundDependencies) => {
  const { documentClient, processor, settings } = dependencies;
  const deployment = deploymentOf(processor, settings.deploymentId);

  return idempotentRouteFor(dependencies, REFUNDS_CREATE.name, newRefund, async (call) => {
    const charge = await readCharge(documentClient, settings.chargesTable, call);
    if (isProblem(charge)) return charge;
    // The payment to give back must be known to the claim. A key that has led to a refund did so after this, for good.
    if (charge.status !== 'succeeded') return notRefundable(charge);
    return isOurs(charge, deployment) ? refundOperation(dependencies, charge) : foreign;
  });
};

export const handler = idempotentLambda((dependencies, settings) =>
  createRefund({ ...dependencies, settings, processor: chooseProcessor(settings) }),
);
