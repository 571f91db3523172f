import { PutCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Charge,
  deploymentOf,
  type NewCharge,
  openCharge,
  paymentOf,
  toChargeResource,
} from '../../functions/charges/charge.ts';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { isProblem, type Problem, problem } from '../../functions/http/problem.ts';
import { created, problemResponse } from '../../functions/http/respond.ts';
import type { RouteDependencies } from '../../functions/http/route.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import { type OrderContent, placeOrder, toOrderResource } from '../../functions/orders/order.ts';
import { tableKey } from '../../functions/shared/ids.ts';

export interface Asking {
  readonly tenant: string;
  readonly requestId: string;
}

/** Pays: what is to be stored of it, or why the card was declined. @throws Error when the processor gives no answer */
export const payAtProcessor = async (
  { processor, world, settings }: ChargeDependencies,
  body: NewCharge,
  { tenant, requestId }: Asking,
  downstreamKey: string,
): Promise<Charge | Problem> => {
  const identity = { tenant, id: `ch_${world.uniqueName()}`, nowMs: world.clock(), requestId };
  const charge = openCharge(body, identity, deploymentOf(processor, settings.deploymentId));
  const outcome = await processor.charge(
    { ...paymentOf(charge), downstreamKey },
    settings.processorTimeoutMs,
  );
  if (outcome.kind === 'declined') return problem('card-declined', outcome.message);
  if (outcome.kind !== 'succeeded') throw new Error(outcome.reason);
  return { ...charge, status: 'succeeded', processorId: outcome.processorId };
};

/** Pays, then stores the charge: the job without any idempotency. @throws Error when the processor gives no answer */
export const pay = async (
  dependencies: ChargeDependencies,
  body: NewCharge,
  asking: Asking,
  downstreamKey: string,
): Promise<StoredResponse> => {
  const paid = await payAtProcessor(dependencies, body, asking, downstreamKey);
  if (isProblem(paid)) return problemResponse(paid, asking.requestId);

  const Item = { ...paid, pk: tableKey(asking.tenant, paid.id) };
  const { documentClient, settings } = dependencies;
  await documentClient.send(new PutCommand({ TableName: settings.chargesTable, Item }));
  return created(toChargeResource(paid), '/charges');
};

/** Stores the order: the job without any idempotency. */
export const place = async (
  { documentClient, world }: RouteDependencies,
  ordersTable: string,
  body: OrderContent,
  { tenant, requestId }: Asking,
): Promise<StoredResponse> => {
  const order = placeOrder(body, {
    tenant,
    id: `ord_${world.uniqueName()}`,
    nowMs: world.clock(),
    requestId,
  });
  const Item = { ...order, pk: tableKey(tenant, order.id) };
  await documentClient.send(new PutCommand({ TableName: ordersTable, Item }));
  return created(toOrderResource(order), '/orders');
};
