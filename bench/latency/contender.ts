import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { PaymentProcessor } from '../../functions/processor/processor.ts';
import { createDocumentClient } from '../../functions/shared/dynamodb.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { realWorld } from '../../functions/shared/world.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { createOwnTables } from '../contenders/own-tables.ts';
import { type Contender, MAX_ATTEMPTS, type Routes, routesOf } from '../contenders/routes.ts';
import { settingsOn } from '../contenders/settings.ts';
import { networkOf } from './network.ts';

/**
 * Nobody reads the stream here, and at DynamoDB no write waits for it. The embedded engine's writes to a table with a stream
 * take longer with each record that its streams hold: whoever came later, or wrote twice, would pay for that.
 */
const withoutStream = async (client: DynamoDBClient, TableName: string): Promise<void> => {
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
};

/** One contender on fresh tables of its own, with the production client and log, behind a network of its own. */
export const startContender = async (contender: Contender, networkMs: number) => {
  const { tables, client: admin } = await freshTables();
  await withoutStream(admin, tables.charges);
  const { idempotency: idempotencyTable } = await createOwnTables(admin);
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
