import { lambda } from '../http/lambda.ts';
import { isProblem } from '../http/problem.ts';
import { ok } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { toChargeResource } from './charge.ts';
import { readCharge } from './read-charge.ts';

/** `GET /charges/{id}`: the charge as it is now, however often. */
export const getCharge = (
  dependencies: RouteDependencies,
  { chargesTable }: Pick<Environment, 'chargesTable'>,
) =>
  route(dependencies, 'charges.get', async (call) => {
    const charge = await readCharge(dependencies.documentClient, chargesTable, call);
    return isProblem(charge) ? charge : ok(toChargeResource(charge));
  });

export const handler = lambda(getCharge);
