import { idParameter } from '../http/call.ts';
import { lambda } from '../http/lambda.ts';
import { problem } from '../http/problem.ts';
import { ok } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { readItem } from '../shared/read-item.ts';
import { type Charge, toChargeResource } from './charge.ts';

/** `GET /charges/{id}`: the charge as it is now, however often. */
export const getCharge = (
  dependencies: RouteDependencies,
  { chargesTable }: Pick<Environment, 'chargesTable'>,
) =>
  route(dependencies, 'charges.get', async (call) => {
    const charge = await readItem<Charge>(
      dependencies.documentClient,
      chargesTable,
      call.tenant,
      idParameter(call),
    );
    return charge === undefined
      ? problem('not-found', 'There is no charge with this id.')
      : ok(toChargeResource(charge));
  });

export const handler = lambda(getCharge);
