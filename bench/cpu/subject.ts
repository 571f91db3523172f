import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCharge } from '../../functions/charges/create.ts';
import type { Event } from '../../functions/http/call.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { documentClientOf, MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { realWorld } from '../../functions/shared/world.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { instantProcessor } from '../contenders/instant-processor.ts';
import { settingsOn } from '../contenders/settings.ts';
import { stockCharge, stockOrder } from '../contenders/stock.ts';
import { chargeWithoutKey, orderWithoutKey } from '../contenders/without-key.ts';
import { recordedClient } from './recorded-client.ts';
import type { Contender, RequestName } from './result.ts';

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

/** As the entries have it: the SDK repeats calls, the idempotency layer its own. */
const MAX_ATTEMPTS: Readonly<Record<Contender, number>> = { without: 3, stock: 3, ours: 1 };

const CONTEXT = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 25_000 };

const handlersOf = (
  tables: TableNames,
  contender: Contender,
  client: ReturnType<typeof recordedClient>['client'],
) => {
  const settings = settingsOn(tables);
  const dependencies = {
    // The layer of the library would have a client to itself, as it comes.
    documentClient:
      contender === 'stock' ? DynamoDBDocumentClient.from(client, MARSHALLING) : documentClientOf(client),
    world: realWorld,
    telemetry: createTelemetry(),
    tenantClaim: 'sub',
    processor: instantProcessor().processor,
    settings,
  };
  const layer = { idempotencyTable: tables.stock, client };
  return {
    order: {
      without: () => orderWithoutKey(dependencies, settings),
      stock: () => stockOrder(dependencies, settings, layer),
      ours: () => createOrder(dependencies, settings),
    },
    charge: {
      without: () => chargeWithoutKey(dependencies),
      stock: () => stockCharge(dependencies, layer),
      ours: () => createCharge(dependencies),
    },
  } satisfies Record<string, Record<Contender, () => RouteHandler>>;
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
  const handler = handlersOf(tables, contender, client)[isOrder ? 'order' : 'charge'][contender]();

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
