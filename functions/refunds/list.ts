import { readCharge } from '../charges/read-charge.ts';
import { collectionRoute } from '../http/collection.ts';
import { lambda } from '../http/lambda.ts';
import { isProblem } from '../http/problem.ts';
import type { RouteDependencies } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { REFUNDS_CREATE, type Refund, refundsOf, toRefundResource } from './refund.ts';

/**
 * `GET /charges/{id}/refunds`: the refunds of a charge, newest first; with `?idempotencyKey=`, the refund that this key
 * made.
 */
export const listRefunds = (
  dependencies: RouteDependencies,
  { chargesTable }: Pick<Environment, 'chargesTable'>,
) =>
  collectionRoute<Refund & { readonly pk: string }>(dependencies, {
    name: 'refunds.list',
    tableName: chargesTable,
    createdBy: REFUNDS_CREATE,
    toResource: toRefundResource,
    listedIn: async (call) => {
      const charge = await readCharge(dependencies.documentClient, chargesTable, call);
      if (isProblem(charge)) return charge;
      return { name: 'byCharge', partition: { refundOf: refundsOf(charge) }, sort: 'refundedAtId' };
    },
  });

export const handler = lambda(listRefunds);
