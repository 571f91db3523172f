import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Event } from '../../functions/http/call.ts';
import { documentClientOf, MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { realWorld } from '../../functions/shared/world.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { instantProcessor } from '../contenders/instant-processor.ts';
import { type Contender, MAX_ATTEMPTS, type Routes, routesOf } from '../contenders/routes.ts';
import { settingsOn } from '../contenders/settings.ts';
import { recordedClient } from './recorded-client.ts';
import type { RequestName } from './result.ts';

export interface TableNames {
  readonly charges: string;
  readonly orders: string;
  /** In the library's layout. */
  readonly stock: string;
}

/** One contender's handler for one request, its calls to DynamoDB answered from memory. */
export interface Subject {
  readonly request: RequestName;
  readonly contender: Contender;
  readonly nextEvent: () => Event;
  /** @throws Error when the answer is not the one that is measured */
  readonly answer: (event: Event) => Promise<void>;
}

const CONTEXT = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 25_000 };

const routesOn = (
  tables: TableNames,
  contender: Contender,
  client: ReturnType<typeof recordedClient>['client'],
): Routes => {
  const dependencies = {
    // The layer of the library would have a client to itself, as it comes.
    documentClient:
      contender === 'stock' ? DynamoDBDocumentClient.from(client, MARSHALLING) : documentClientOf(client),
    world: realWorld,
    telemetry: createTelemetry(),
    tenantClaim: 'sub',
    processor: instantProcessor().processor,
    settings: settingsOn(tables),
  };
  return routesOf(contender, dependencies, { idempotencyTable: tables.stock, client });
};

/** Sends the request to the engine once, a replay's predecessor before it, and then needs the engine no more. */
export const prepareSubject = async (
  endpoint: string,
  tables: TableNames,
  contender: Contender,
  request: RequestName,
): Promise<Subject> => {
  const { client, forget, repeat } = recordedClient(endpoint, MAX_ATTEMPTS[contender]);
  const isOrder = request.startsWith('order');
  const isReplay = request.endsWith('replay');
  const handler = routesOn(tables, contender, client)[isOrder ? 'order' : 'charge'];

  const replayedKey = randomUUID();
  const nextEvent = (): Event =>
    toEvent({
      route: isOrder ? 'POST /orders' : 'POST /charges',
      key: isReplay ? replayedKey : randomUUID(),
      body: isOrder ? ORDER : CHARGE,
    });
  const answer = async (event: Event): Promise<void> => {
    const { statusCode, body } = await handler(event, CONTEXT);
    if (statusCode !== 201) throw new Error(`${contender}: ${request} was answered ${statusCode} ${body}`);
  };

  if (isReplay) await answer(nextEvent());
  forget();
  await answer(nextEvent());
  repeat();
  return { request, contender, nextEvent, answer };
};
