import { idempotentRoute } from '../http/idempotent-route.ts';
import { idempotentLambda } from '../http/lambda.ts';
import type { Problem } from '../http/problem.ts';
import { created } from '../http/respond.ts';
import type { RouteDependencies } from '../http/route.ts';
import { inItem } from '../idempotency/index.ts';
import type { CreateOperation } from '../idempotency/operation.ts';
import type { Environment } from '../shared/environment.ts';
import { ORDERS_CREATE, type OrderContent, placeOrder, toOrderResource } from './order.ts';
import { orderContent } from './schema.ts';

/** An order has no effect outside its item: placing it is one write, with its record already completed. */
const orderOperation = (ordersTable: string): CreateOperation<OrderContent, Problem> => ({
  name: ORDERS_CREATE.name,
  home: inItem(ordersTable, { ...ORDERS_CREATE.home, settleAfterMs: null }),

  create: (content, identity) => {
    const order = placeOrder(content, identity);
    return { kind: 'completed', set: { ...order }, response: created(toOrderResource(order), '/orders') };
  },
});

/** `POST /orders`: places an order once per tenant and idempotency key; every repeat gets the first answer. */
export const createOrder = (
  dependencies: RouteDependencies,
  { ordersTable }: Pick<Environment, 'ordersTable'>,
) => idempotentRoute(dependencies, orderOperation(ordersTable), orderContent);

export const handler = idempotentLambda(createOrder);
