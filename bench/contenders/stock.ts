import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { newCharge } from '../../functions/charges/schema.ts';
import { refused } from '../../functions/http/answer-one.ts';
import { type Call, type Event, readBody, type Schema } from '../../functions/http/call.ts';
import { isProblem, problem } from '../../functions/http/problem.ts';
import { toResult } from '../../functions/http/respond.ts';
import { answered, type RouteDependencies, type RouteHandler } from '../../functions/http/route.ts';
import type { StoredResponse } from '../../functions/idempotency/record.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import { orderContent } from '../../functions/orders/schema.ts';
import { pay, place } from './business.ts';

/** What the library's own layer is given. */
export interface StockLayer {
  readonly idempotencyTable: string;
  /** @default - the layer makes its own */
  readonly client?: DynamoDBClient;
}

type Result = APIGatewayProxyStructuredResultV2;

const refusalOf = (error: unknown) => {
  const { name } = error as Error;
  if (name === 'IdempotencyAlreadyInProgressError')
    return problem('request-in-progress', 'The same request is being worked on.', { retryAfterS: 1 });
  if (name === 'IdempotencyValidationError')
    return problem('idempotency-key-reused', 'This key was used with another request.');
  throw error;
};

/**
 * The production route around the library as its documentation shows it: the job wrapped in `makeIdempotent` with the
 * default DynamoDB layer, the key from tenant and header, a key demanded, the payload validated, all else at its default.
 */
export const wrapped = <Body>(
  dependencies: RouteDependencies,
  name: string,
  { idempotencyTable, client }: StockLayer,
  schema: Schema<Body>,
  run: (body: Body, call: Call<undefined>, key: string) => Promise<StoredResponse>,
): RouteHandler => {
  const config = new IdempotencyConfig({
    eventKeyJmesPath: '[requestContext.authorizer.jwt.claims.sub, headers."idempotency-key"]',
    payloadValidationJmesPath: 'body',
    throwOnNoIdempotencyKey: true,
  });
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: idempotencyTable,
    ...(client && { awsSdkV3Client: client }),
  });
  const once = makeIdempotent(
    async (event: Event, body: Body, call: Call<undefined>): Promise<Result> =>
      toResult(await run(body, call, event.headers['idempotency-key'] ?? '')),
    { persistenceStore, config },
  );

  return (event, context) => {
    config.registerLambdaContext(context as Context);
    return answered(dependencies, name, async (_, call) => {
      const parsed = readBody(event, schema);
      if (isProblem(parsed)) return refused(parsed, call.requestId);
      try {
        return { outcome: 'first', result: await once(event, parsed.body, call) };
      } catch (error) {
        return refused(refusalOf(error), call.requestId);
      }
    })(event, context);
  };
};

/** `POST /charges` on the library's default layer; the processor is given the client's own key, as processors recommend. */
export const stockCharge = (dependencies: ChargeDependencies, layer: StockLayer): RouteHandler =>
  wrapped(dependencies, CHARGES_CREATE.name, layer, newCharge, (body, asking, key) =>
    pay(dependencies, body, asking, `${asking.tenant}/${key}`),
  );

/** `POST /orders` on the library's default layer. */
export const stockOrder = (
  dependencies: RouteDependencies,
  { ordersTable }: { readonly ordersTable: string },
  layer: StockLayer,
): RouteHandler =>
  wrapped(dependencies, ORDERS_CREATE.name, layer, orderContent, (body, asking) =>
    place(dependencies, ordersTable, body, asking),
  );
