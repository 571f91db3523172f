import { collectionRoute } from '../http/collection.ts';
import { lambda } from '../http/lambda.ts';
import type { RouteDependencies } from '../http/route.ts';
import type { Environment } from '../shared/environment.ts';
import { ORDERS_CREATE, type Order, toOrderResource } from './order.ts';

/** `GET /orders`: the tenant's orders, newest first; with `?idempotencyKey=`, the order that this key placed. */
export const listOrders = (
  dependencies: RouteDependencies,
  { ordersTable }: Pick<Environment, 'ordersTable'>,
) =>
  collectionRoute<Order & { readonly pk: string }>(dependencies, {
    name: 'orders.list',
    tableName: ordersTable,
    createdBy: ORDERS_CREATE,
    toResource: toOrderResource,
  });

export const handler = lambda(listOrders);
