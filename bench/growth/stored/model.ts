import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import { createCharge } from '../../../functions/charges/create.ts';
import type { RouteHandler } from '../../../functions/http/route.ts';
import { createOrder } from '../../../functions/orders/create.ts';
import { ORDERS_CREATE } from '../../../functions/orders/order.ts';
import type { PaymentProcessor } from '../../../functions/processor/processor.ts';
import { logged } from '../../../scale/counting/logged.ts';
import { charge, order } from '../../../scale/counting/requests.ts';
import { type FreshTables, freshTables } from '../../../test/engine/tables.ts';
import { ask, type Stage, stageOn } from '../stage.ts';
import type { Model } from './copies.ts';

const silent = async (): ReturnType<PaymentProcessor['charge']> => ({ kind: 'unknown', reason: 'no answer' });

type HandlerOn = (dependencies: Stage['dependencies']) => RouteHandler;

const openCharge: HandlerOn = (dependencies) =>
  createCharge({ ...dependencies, processor: { ...dependencies.processor, charge: silent } });
const anOrder: HandlerOn = (dependencies) => createOrder(dependencies, dependencies.settings);

/** What can lie in a table: which one, by which operation, and the request that leaves it there. */
export const KINDS = {
  charges: {
    table: 'charges',
    operation: CHARGES_CREATE,
    handlerOn: createCharge,
    request: charge,
    status: 201,
  },
  'open charges': {
    table: 'charges',
    operation: CHARGES_CREATE,
    handlerOn: openCharge,
    request: charge,
    status: 503,
  },
  orders: { table: 'orders', operation: ORDERS_CREATE, handlerOn: anOrder, request: order, status: 201 },
} as const;

export type Kind = keyof typeof KINDS;

export interface Modelled extends Pick<FreshTables, 'client' | 'tables'> {
  readonly tableName: string;
  readonly model: Model;
}

/** One item that the production handler has written, in tables of its own. */
export const modelOf = async (kind: Kind): Promise<Modelled> => {
  const { table, handlerOn, request, status } = KINDS[kind];
  const { tables, client, documentClient } = await freshTables();
  const stage = stageOn(process.env.DYNAMODB_ENDPOINT ?? '', tables);
  await logged(() => ask(handlerOn(stage.dependencies), request('model'), status));
  stage.close();
  const tableName = tables[table];
  const { Items = [] } = await documentClient.send(
    new ScanCommand({ TableName: tableName, ConsistentRead: true }),
  );
  return { client, tables, tableName, model: Items[0] as Model };
};
