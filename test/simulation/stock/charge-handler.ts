import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import type { ChargeDependencies } from '../../../functions/charges/create.ts';
import type { Event } from '../../../functions/http/call.ts';
import type { RouteHandler } from '../../../functions/http/route.ts';
import { idFor } from '../../../functions/idempotency/index.ts';
import { lowLevelClient } from './low-level-client.ts';
import { withSdkAttempts } from './sdk-attempts.ts';

export const IDEMPOTENCY_TABLE = 'stock-idempotency';
export const CHARGES_TABLE = 'stock-charges';

/** What the processor is sent as its idempotency key: nothing, or the client's own key, as processors recommend. */
export type ProcessorKey = 'none' | 'client-key';

const reply = (statusCode: number, body: object, headers = {}): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const refusalOf = (error: unknown): APIGatewayProxyStructuredResultV2 => {
  const { name } = error as Error;
  if (name === 'IdempotencyAlreadyInProgressError')
    return reply(409, { code: 'request-in-progress', retry: 'same-key' }, { 'retry-after': '1' });
  if (name === 'IdempotencyValidationError')
    return reply(422, { code: 'idempotency-key-reused', retry: 'never' });
  return reply(500, { message: 'Internal Server Error' });
};

/**
 * `POST /charges` as somebody writes it who has read the library's documentation with care, and nothing else: the
 * function that charges is wrapped by `makeIdempotent` with the default DynamoDB layer, knows its Lambda context,
 * takes the key from tenant and header, insists that there is one, and has the payload validated. All else is left at
 * its default: records expire after an hour. The reply is built from what the processor answered.
 *
 * An answer that does not come is thrown, so that the client may try again.
 */
export const stockCharge = (instance: ChargeDependencies, processorKey: ProcessorKey): RouteHandler => {
  const { world, processor, settings } = instance;
  const client = withSdkAttempts(instance.documentClient, world);

  const pay = async (event: Event): Promise<APIGatewayProxyStructuredResultV2> => {
    const tenant = String(event.requestContext.authorizer.jwt.claims.sub);
    const key = event.headers['idempotency-key'] ?? '';
    const { amount, currency, paymentMethod } = JSON.parse(event.body ?? '');
    const outcome = await processor.charge(
      {
        tenant,
        downstreamKey: processorKey === 'none' ? world.uniqueName() : `${tenant}/${key}`,
        chargeId: idFor(CHARGES_CREATE, tenant, key),
        amount,
        currency,
        paymentMethod,
        description: null,
        requestVersion: processor.requestVersion,
        createdAtMs: world.clock(),
      },
      settings.processorTimeoutMs,
    );
    if (outcome.kind === 'declined') return reply(402, { code: 'card-declined', detail: outcome.message });
    if (outcome.kind !== 'succeeded') throw new Error(outcome.reason);

    const charge = { id: outcome.processorId, object: 'charge', status: 'succeeded', amount, currency };
    await client.send(
      new PutCommand({ TableName: CHARGES_TABLE, Item: { ...charge, pk: charge.id, tenant } }) as never,
    );
    return reply(201, charge);
  };

  const config = new IdempotencyConfig({
    eventKeyJmesPath: '[requestContext.authorizer.jwt.claims.sub, headers."idempotency-key"]',
    payloadValidationJmesPath: 'body',
    throwOnNoIdempotencyKey: true,
  });
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: IDEMPOTENCY_TABLE,
    awsSdkV3Client: lowLevelClient(client),
  });
  const payOnce = makeIdempotent(pay, { persistenceStore, config });

  return async (event, context) => {
    config.registerLambdaContext(context as Context);
    try {
      return await payOnce(event);
    } catch (error) {
      return refusalOf(error);
    }
  };
};
