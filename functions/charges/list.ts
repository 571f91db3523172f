import { collectionRoute } from '../http/collection.ts';
import { lambda } from '../http/lambda.ts';
import type { RouteDependencies } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { CHARGES_CREATE, type Charge, toChargeResource } from './charge.ts';

/**
 * `GET /charges`: the tenant's charges, newest first; with `?idempotencyKey=`, the charge that this key made.
 */
export const listCharges = (
  dependencies: RouteDependencies,
  { chargesTable }: Pick<Environment, 'chargesTable'>,
) =>
  collectionRoute<Charge & { readonly pk: string }>(dependencies, {
    name: 'charges.list',
    tableName: chargesTable,
    createdBy: CHARGES_CREATE,
    toResource: toChargeResource,
  });

export const handler = lambda(listCharges);
