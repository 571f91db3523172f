import { idParameter } from '../http/call.ts';
import { lambda } from '../http/lambda.ts';
import { ok } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { readItem } from '../shared/read-item.ts';
import { type Order, toOrderResource } from './order.ts';
import { noSuchOrder } from './refusal.ts';

/** `GET /orders/{id}`: the order as it is now, however often. */
export const getOrder = (
  dependencies: RouteDependencies,
  { ordersTable }: Pick<Environment, 'ordersTable'>,
) =>
  route(dependencies, 'orders.get', async (call) => {
    const order = await readItem<Order>(
      dependencies.documentClient,
      ordersTable,
      call.tenant,
      idParameter(call),
    );
    return order === undefined ? noSuchOrder : ok(toOrderResource(order));
  });

export const handler = lambda(getOrder);
