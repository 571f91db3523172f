import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { type ChargeDependencies, createCharge } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { createOrder } from '../../functions/orders/create.ts';
import type { PaymentProcessor } from '../../functions/processor/processor.ts';
import { createDocumentClient } from '../../functions/shared/dynamodb.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { realWorld } from '../../functions/shared/world.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { settingsOn } from '../contenders/settings.ts';
import { type StockLayer, stockCharge, stockOrder } from '../contenders/stock.ts';
import { chargeWithoutKey, orderWithoutKey } from '../contenders/without-key.ts';
import { networkOf } from './network.ts';
import type { Contender, Job } from './result.ts';

/** As `functions/http/lambda.ts` has it: the SDK repeats for all but the layer that repeats by itself. */
const MAX_ATTEMPTS: Readonly<Record<Contender, number>> = { ours: 1, stock: 3, 'without key': 3 };

/** The library's default layer wants a key of another name than the template's tables have. */
const createStockTable = async (client: DynamoDBClient): Promise<string> => {
  const TableName = `Stock-${randomUUID().slice(0, 8)}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  return TableName;
};

/**
 * Nobody reads the stream here, and at DynamoDB no write waits for it. The embedded engine's writes to a table with a stream
 * take longer with each record that its streams hold: whoever came later, or wrote twice, would pay for that.
 */
const withoutStream = async (client: DynamoDBClient, TableName: string): Promise<void> => {
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
};

type Routes = Readonly<Record<Job, RouteHandler>>;

const routesOf = (contender: Contender, dependencies: ChargeDependencies, layer: StockLayer): Routes => {
  const { settings } = dependencies;
  switch (contender) {
    case 'ours':
      return { charge: createCharge(dependencies), order: createOrder(dependencies, settings) };
    case 'stock':
      return { charge: stockCharge(dependencies, layer), order: stockOrder(dependencies, settings, layer) };
    case 'without key':
      return { charge: chargeWithoutKey(dependencies), order: orderWithoutKey(dependencies, settings) };
  }
};

/** One contender on fresh tables of its own, with the production client and log, behind a network of its own. */
export const startContender = async (contender: Contender, networkMs: number) => {
  const { tables, client: admin } = await freshTables();
  await withoutStream(admin, tables.charges);
  const idempotencyTable = await createStockTable(admin);
  admin.destroy();

  const network = networkOf(networkMs);
  const documentClient = network.between(createDocumentClient({ maxAttempts: MAX_ATTEMPTS[contender] }));
  // The one that the layer would make for itself.
  const client = network.between(new DynamoDBClient({}));
  const shared = {
    documentClient,
    world: realWorld,
    telemetry: createTelemetry(),
    tenantClaim: 'sub',
    settings: settingsOn(tables),
  };
  return {
    traffic: network.take,
    routesWith: (processor: PaymentProcessor): Routes =>
      routesOf(contender, { ...shared, processor }, { client, idempotencyTable }),
    stop: (): void => {
      documentClient.destroy();
      client.destroy();
    },
  };
};

export type Started = Awaited<ReturnType<typeof startContender>>;
