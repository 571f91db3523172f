import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { readCharge } from '../../functions/charges/read-charge.ts';
import type { Call } from '../../functions/http/call.ts';
import { isProblem, problem } from '../../functions/http/problem.ts';
import { created, problemResponse } from '../../functions/http/respond.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import {
  type NewRefund,
  openRefund,
  REFUNDS_CREATE,
  requestOf,
  toRefundResource,
} from '../../functions/refunds/refund.ts';
import { notRefundable } from '../../functions/refunds/reservation.ts';
import { newRefund } from '../../functions/refunds/schema.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { type StockLayer, wrapped } from './stock.ts';
import { unprotected } from './without-key.ts';

/** Looks at the charge, gives back, then stores the refund and what is left: the job without any idempotency. */
const giveBack = async (
  { documentClient, processor, world, settings }: ChargeDependencies,
  body: NewRefund,
  call: Call<undefined>,
  downstreamKey: string,
): Promise<StoredResponse> => {
  const { tenant, requestId } = call;
  const { chargesTable } = settings;
  const charge = await readCharge(documentClient, chargesTable, call);
  if (isProblem(charge)) return problemResponse(charge, requestId);
  if (charge.status !== 'succeeded') return problemResponse(notRefundable(charge), requestId);

  const nowMs = world.clock();
  const refund = openRefund(body, { tenant, id: `re_${world.uniqueName()}`, nowMs, requestId }, charge, {
    requestVersion: processor.refundRequestVersion,
    isReserved: true,
  });
  const outcome = await processor.refund(
    { ...requestOf(refund), downstreamKey },
    nowMs,
    settings.processorTimeoutMs,
  );
  if (outcome.kind === 'refused')
    return problemResponse(problem('refund-failed', outcome.message), requestId);
  if (outcome.kind !== 'succeeded') throw new Error(outcome.reason);

  const given = { ...refund, status: 'succeeded' as const, processorId: outcome.processorId };
  const Put = { TableName: chargesTable, Item: { ...given, pk: tableKey(tenant, given.id) } };
  const Update = {
    TableName: chargesTable,
    Key: { pk: tableKey(tenant, charge.id) },
    UpdateExpression:
      'SET amountRefunded = amountRefunded + :amount, refundable = if_not_exists(refundable, amount) - :amount, updatedAtMs = :nowMs',
    ConditionExpression: 'refundable >= :amount OR (attribute_not_exists(refundable) AND amount >= :amount)',
    ExpressionAttributeValues: { ':amount': given.amount, ':nowMs': nowMs },
  };
  await documentClient.send(new TransactWriteCommand({ TransactItems: [{ Put }, { Update }] }));
  return created(toRefundResource(given), `/charges/${charge.id}/refunds`);
};

/** `POST /charges/{id}/refunds` on the library's default layer. */
export const stockRefund = (dependencies: ChargeDependencies, layer: StockLayer): RouteHandler =>
  wrapped(dependencies, REFUNDS_CREATE.name, layer, newRefund, (body, call, key) =>
    giveBack(dependencies, body, call, `${call.tenant}/${key}`),
  );

/** `POST /charges/{id}/refunds` without idempotency. */
export const refundWithoutKey = (dependencies: ChargeDependencies): RouteHandler =>
  unprotected(dependencies, REFUNDS_CREATE.name, newRefund, (body, call) =>
    giveBack(dependencies, body, call, dependencies.world.uniqueName()),
  );
