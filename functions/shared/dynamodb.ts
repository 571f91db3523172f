import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TranslateConfig } from '@aws-sdk/lib-dynamodb';
import { readRefusedConditions } from './refused-condition.ts';

/** DynamoDB answers in milliseconds. A call that takes longer has lost its answer: better to ask again. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_000;

/** An object with a member named `constructor` is plain data, and not an instance of anything. */
export const MARSHALLING: TranslateConfig = { marshallOptions: { convertClassInstanceToMap: true } };

/** The client, made ready for refusals: they are the answer to every repeated request. */
export const documentClientOf = (client: DynamoDBClient): DynamoDBDocumentClient => {
  // It has nobody to tell, and copies the whole input of each refused call for that.
  client.middlewareStack.remove('loggerMiddleware');
  readRefusedConditions(client);
  return DynamoDBDocumentClient.from(client, MARSHALLING);
};

/**
 * The document client that every read and write goes through.
 *
 * @param options.maxAttempts how often the SDK sends a call by itself. 1 for the idempotency layer, which repeats its
 *   writes on its own: it must know whether one before may have been carried out
 */
export const createDocumentClient = ({
  maxAttempts,
}: {
  readonly maxAttempts: number;
}): DynamoDBDocumentClient => {
  const requestHandler = {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  };
  return documentClientOf(new DynamoDBClient({ maxAttempts, requestHandler }));
};
