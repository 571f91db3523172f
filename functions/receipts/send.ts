import type { Context, DynamoDBBatchResponse } from 'aws-lambda';
import { idempotentLambda } from '../http/lambda.ts';
import { type Batch, type BatchDependencies, sendBatch } from './batch.ts';
import { type ByHand, type ByHandDependencies, type Report, sendByHand } from './by-hand.ts';
import { sesMailer } from './ses-mailer.ts';
import { sqsDeadLetters } from './set-aside.ts';

export type SendDependencies = BatchDependencies & ByHandDependencies;

/** A charge that has just succeeded is told to its payer: one mail per charge, however often the stream tells of it. */
export const sendReceipts = (dependencies: SendDependencies) => {
  const batch = sendBatch(dependencies);
  const byHand = sendByHand(dependencies);

  return (
    event: Batch | ByHand,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<DynamoDBBatchResponse | Report> => {
    const { awsRequestId } = context;
    const run = async () => ('Records' in event ? batch(event, context) : byHand(event, awsRequestId));
    return dependencies.telemetry.follow<DynamoDBBatchResponse | Report>(awsRequestId, run);
  };
};

export const handler = idempotentLambda((dependencies, settings) =>
  sendReceipts({
    ...dependencies,
    settings,
    mailer: sesMailer(settings.receiptFrom),
    deadLetters: sqsDeadLetters(settings.receiptDeadLettersUrl),
  }),
);
