import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** DynamoDB answers in milliseconds. A call that takes longer has lost its answer: better to ask again. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 2_000;

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
}): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts,
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    }),
  );
