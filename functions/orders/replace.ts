import { isDeepStrictEqual } from 'node:util';
import { idParameter } from '../http/call.ts';
import { lambda } from '../http/lambda.ts';
import { isProblem } from '../http/problem.ts';
import { ok } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { changeOrder } from './change-order.ts';
import { type Order, type OrderContent, toOrderResource, totalOf } from './order.ts';
import { orderContent } from './schema.ts';

const contentOf = ({ currency, items, customer, metadata }: OrderContent): OrderContent => ({
  currency,
  items,
  customer,
  metadata,
});

/** `PUT /orders/{id}`: the whole order becomes what was sent, while it is placed; sent twice, it is written once. */
export const replaceOrder = (
  dependencies: RouteDependencies,
  { ordersTable }: Pick<Environment, 'ordersTable'>,
) =>
  route(
    dependencies,
    'orders.replace',
    async (call) => {
      const content = contentOf(call.body);

      const order = await changeOrder(dependencies.documentClient, ordersTable, {
        ...call,
        id: idParameter(call),
        isDone: (current: Order) =>
          current.status === 'placed' && isDeepStrictEqual(contentOf(current), content),
        members: { ...content, total: totalOf(content.items) },
      });

      return isProblem(order) ? order : ok(toOrderResource(order));
    },
    orderContent,
  );

export const handler = lambda(replaceOrder);
