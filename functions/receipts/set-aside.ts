import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { fromTableKey } from '../shared/ids.ts';

/** A charge whose receipt cannot be written, in the form in which a person sends it by hand once that is mended. */
export interface DeadLetter {
  readonly tenant: string;
  readonly chargeId: string;
  /** The name of what went wrong. */
  readonly reason: string;
}

/** Where such charges are kept. */
export interface DeadLetters {
  /** @throws Error when it cannot be kept now */
  readonly put: (letter: DeadLetter) => Promise<void>;
}

export const sqsDeadLetters = (queueUrl: string): DeadLetters => {
  // The queue is of the function's own region, and where that is the environment says, as of every other service.
  const client = new SQSClient({ useQueueUrlAsEndpoint: false });
  return {
    put: async (letter) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(letter) }));
    },
  };
};

/** Named by the record's key alone: nothing else of it can be relied on. */
export const toDeadLetter = ({ dynamodb }: Pick<DynamoDBRecord, 'dynamodb'>, error: unknown): DeadLetter => {
  const { tenant, id: chargeId } = fromTableKey(dynamodb?.Keys?.pk?.S ?? '');
  return { tenant, chargeId, reason: error instanceof Error ? error.name : typeof error };
};
