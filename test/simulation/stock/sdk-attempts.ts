import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isPassing } from '../../../functions/shared/passing.ts';
import type { World } from '../../../functions/shared/world.ts';

/** The SDK's default, which the documentation leaves as it is. */
const ATTEMPTS_MAX = 3;
const FIRST_PAUSE_MS = 100;

const isConflict = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TransactionConflictException';

/**
 * A client that sends again by itself, as the SDK's does where nobody has configured it: three attempts, with pauses
 * that double and are drawn. A conflict with a transaction is no attempt: nobody sends transactions to these tables.
 */
export const withSdkAttempts = (
  documentClient: DynamoDBDocumentClient,
  { sleep, random }: World,
): Pick<DynamoDBDocumentClient, 'send'> => {
  const send = async (command: never): Promise<unknown> => {
    for (let attempt = 1; ; ) {
      try {
        return await documentClient.send(command);
      } catch (error) {
        if (isConflict(error)) continue;
        if (attempt >= ATTEMPTS_MAX || !isPassing(error)) throw error;
      }
      await sleep(Math.floor(random() * FIRST_PAUSE_MS * 2 ** attempt));
      attempt += 1;
    }
  };
  return { send } as unknown as Pick<DynamoDBDocumentClient, 'send'>;
};
