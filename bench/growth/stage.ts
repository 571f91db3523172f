import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { localClient } from '../../local/dynamodb/client.ts';
import { type Request, toEvent } from '../../scale/counting/event.ts';
import { meteredClient } from '../../scale/counting/meter.ts';
import { stillWorld } from '../../scale/counting/world.ts';
import type { FreshTables } from '../../test/engine/tables.ts';
import { instantProcessor } from '../contenders/instant-processor.ts';
import { settingsOn } from '../contenders/settings.ts';

const REQUEST_MS = 25_000;

/** Sends a request to a function. @throws Error when the answer's status is another */
export const ask = async (handler: RouteHandler, request: Request, status: number): Promise<string> => {
  const context = { getRemainingTimeInMillis: () => REQUEST_MS };
  const { statusCode, body = '' } = await handler(toEvent(request), context);
  if (statusCode !== status) throw new Error(`${request.route}: ${statusCode} ${body}`);
  return body;
};

/** What the production handlers need, on an engine: its calls are counted, and a processor answers at once. */
export const stageOn = (endpoint: string, tables: FreshTables['tables']) => {
  const client = localClient(endpoint);
  // As a deployed function is told it.
  process.env.POWERTOOLS_SERVICE_NAME = 'payonce-dev';
  const meter = meteredClient(DynamoDBDocumentClient.from(client, MARSHALLING));
  const { world, pass } = stillWorld();
  const dependencies: ChargeDependencies = {
    documentClient: meter.documentClient,
    world,
    telemetry: createTelemetry(),
    tenantClaim: 'sub',
    processor: instantProcessor().processor,
    settings: settingsOn(tables),
  };
  return { dependencies, meter, pass, close: (): void => client.destroy() };
};

export type Stage = ReturnType<typeof stageOn>;
