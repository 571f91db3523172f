import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { CHARGES_CREATE, type NewCharge, toChargeResource } from '../../functions/charges/charge.ts';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { newCharge } from '../../functions/charges/schema.ts';
import { isProblem, type Problem, problem } from '../../functions/http/problem.ts';
import { created, problemResponse } from '../../functions/http/respond.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import type { Order } from '../../functions/orders/order.ts';
import { noSuchOrder, refusalOf } from '../../functions/orders/refusal.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { readItem } from '../../functions/shared/read-item.ts';
import { type Asking, payAtProcessor } from './business.ts';
import { type StockLayer, wrapped } from './stock.ts';
import { unprotected } from './without-key.ts';

const refusalFor = (order: Order | undefined, { amount, currency }: NewCharge): Problem | undefined => {
  if (order === undefined) return noSuchOrder;
  if (order.total !== amount || order.currency !== currency)
    return problem('order-amount-mismatch', `The order's total is ${order.total} ${order.currency}.`);
  return refusalOf(order);
};

/** Looks at the order, pays, then stores the charge and the order as paid: the job without any idempotency. */
const payForOrder = async (
  dependencies: ChargeDependencies,
  body: NewCharge,
  asking: Asking,
  downstreamKey: string,
): Promise<StoredResponse> => {
  const { documentClient, world, settings } = dependencies;
  const { tenant, requestId } = asking;
  const orderId = body.orderId ?? '';
  const refusal = refusalFor(await readItem(documentClient, settings.ordersTable, tenant, orderId), body);
  if (refusal !== undefined) return problemResponse(refusal, requestId);
  const paid = await payAtProcessor(dependencies, body, asking, downstreamKey);
  if (isProblem(paid)) return problemResponse(paid, requestId);

  const Put = { TableName: settings.chargesTable, Item: { ...paid, pk: tableKey(tenant, paid.id) } };
  const Update = {
    TableName: settings.ordersTable,
    Key: { pk: tableKey(tenant, orderId) },
    UpdateExpression:
      'SET #status = :paid, chargeId = :charge, version = version + :one, updatedAtMs = :nowMs',
    ConditionExpression: '#status = :placed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':paid': 'paid',
      ':placed': 'placed',
      ':charge': paid.id,
      ':one': 1,
      ':nowMs': world.clock(),
    },
  };
  await documentClient.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Update }] }));
  return created(toChargeResource(paid), '/charges');
};

/** `POST /charges` of an order on the library's default layer. */
export const stockOrderPayment = (dependencies: ChargeDependencies, layer: StockLayer): RouteHandler =>
  wrapped(dependencies, CHARGES_CREATE.name, layer, newCharge, (body, asking, key) =>
    payForOrder(dependencies, body, asking, `${asking.tenant}/${key}`),
  );

/** `POST /charges` of an order without idempotency. */
export const orderPaymentWithoutKey = (dependencies: ChargeDependencies): RouteHandler =>
  unprotected(dependencies, CHARGES_CREATE.name, newCharge, (body, asking) =>
    payForOrder(dependencies, body, asking, dependencies.world.uniqueName()),
  );
