import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { newCharge } from '../../functions/charges/schema.ts';
import { refused } from '../../functions/http/answer-one.ts';
import { type Call, readBody, type Schema } from '../../functions/http/call.ts';
import { isProblem } from '../../functions/http/problem.ts';
import { toResult } from '../../functions/http/respond.ts';
import { answered, type RouteDependencies, type RouteHandler } from '../../functions/http/route.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import { orderContent } from '../../functions/orders/schema.ts';
import { pay, place } from './business.ts';

/** The production route (strict JSON, validation, log line, metrics) with nothing around the job. */
export const unprotected = <Body>(
  dependencies: RouteDependencies,
  name: string,
  schema: Schema<Body>,
  run: (body: Body, call: Call<undefined>) => Promise<StoredResponse>,
): RouteHandler =>
  answered(dependencies, name, async (event, call) => {
    const parsed = readBody(event, schema);
    if (isProblem(parsed)) return refused(parsed, call.requestId);
    return { outcome: 'first', result: toResult(await run(parsed.body, call)) };
  });

/** `POST /charges` without idempotency: each request is a payment. */
export const chargeWithoutKey = (dependencies: ChargeDependencies): RouteHandler =>
  unprotected(dependencies, CHARGES_CREATE.name, newCharge, (body, asking) =>
    pay(dependencies, body, asking, dependencies.world.uniqueName()),
  );

/** `POST /orders` without idempotency: each request is an order. */
export const orderWithoutKey = (
  dependencies: RouteDependencies,
  { ordersTable }: { readonly ordersTable: string },
): RouteHandler =>
  unprotected(dependencies, ORDERS_CREATE.name, orderContent, (body, asking) =>
    place(dependencies, ordersTable, body, asking),
  );
