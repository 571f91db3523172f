import { idParameter } from '../http/call.ts';
import { lambda } from '../http/lambda.ts';
import { problem } from '../http/problem.ts';
import { ok } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { readItem } from '../shared/read-item.ts';
import { type Refund, toRefundResource } from './refund.ts';

/** `GET /charges/{id}/refunds/{refundId}`: the refund as it is now, however often. */
export const getRefund = (
  dependencies: RouteDependencies,
  { chargesTable }: Pick<Environment, 'chargesTable'>,
) =>
  route(dependencies, 'refunds.get', async (call) => {
    const id = idParameter(call, 'refundId');
    const refund = await readItem<Refund>(dependencies.documentClient, chargesTable, call.tenant, id);
    // The table holds charges as well: what is not a refund of this charge is none.
    return refund !== undefined && refund.chargeId === idParameter(call)
      ? ok(toRefundResource(refund))
      : problem('not-found', 'There is no refund with this id for this charge.');
  });

export const handler = lambda(getRefund);
