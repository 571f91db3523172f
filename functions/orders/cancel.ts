import { idParameter } from '../http/call.ts';
import { lambda } from '../http/lambda.ts';
import { isProblem } from '../http/problem.ts';
import { noContent } from '../http/respond.ts';
import { type RouteDependencies, route } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { changeOrder } from './change-order.ts';

/** `DELETE /orders/{id}`: cancels an order that nobody pays or has paid; the same however often. */
export const cancelOrder = (
  dependencies: RouteDependencies,
  { ordersTable }: Pick<Environment, 'ordersTable'>,
) =>
  route(dependencies, 'orders.cancel', async (call) => {
    const order = await changeOrder(dependencies.documentClient, ordersTable, {
      ...call,
      id: idParameter(call),
      isDone: ({ status }) => status === 'canceled',
      members: { status: 'canceled' },
    });

    return isProblem(order) ? order : noContent;
  });

export const handler = lambda(cancelOrder);
