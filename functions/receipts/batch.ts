import type { Context, DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { ReceiptDependencies } from './operation.ts';
import { justSucceeded } from './paid-charge.ts';
import { writeReceipt } from './receipt.ts';
import { ONE_RECEIPT_MS, sendOne } from './send-one.ts';
import { type DeadLetters, toDeadLetter } from './set-aside.ts';

/** A batch of the charges' stream. */
export interface Batch {
  readonly Records: readonly DynamoDBRecord[];
}

export interface BatchDependencies extends ReceiptDependencies {
  readonly deadLetters: DeadLetters;
}

/** What there is to send about a record, if anything. */
const mailOf = (record: DynamoDBRecord) => {
  const charge = justSucceeded(record);
  return charge && { charge, receipt: writeReceipt(charge) };
};

/**
 * Sends the receipts of a batch, each on its own account. Reported is what must come again; what no attempt would mend is
 * set aside for a person, so that it holds nobody up.
 */
export const sendBatch = (dependencies: BatchDependencies) => {
  const { world, telemetry, deadLetters } = dependencies;

  const setAside = async (record: DynamoDBRecord, error: unknown): Promise<true> => {
    const letter = toDeadLetter(record, error);
    await deadLetters.put(letter);
    telemetry.incident('receipt-unwritable', { chargeId: letter.chargeId, reason: letter.reason });
    return true;
  };

  const sendFor = async (record: DynamoDBRecord, requestId: string): Promise<boolean> => {
    let mail: ReturnType<typeof mailOf>;
    try {
      mail = mailOf(record);
    } catch (error) {
      telemetry.failure('receipts.send', requestId, error);
      return setAside(record, error);
    }
    return mail === undefined || (await sendOne(dependencies, mail, { requestId })) !== 'later';
  };

  const isDone = async (record: DynamoDBRecord, requestId: string): Promise<boolean> => {
    try {
      return await sendFor(record, requestId);
    } catch (error) {
      // What is wrong with one must not take the others with it.
      telemetry.failure('receipts.send', requestId, error);
      return false;
    }
  };

  return async (
    { Records }: Batch,
    context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  ): Promise<DynamoDBBatchResponse> => {
    const lastStartMs = world.clock() + context.getRemainingTimeInMillis() - ONE_RECEIPT_MS;
    const batchItemFailures: DynamoDBBatchItemFailure[] = [];
    // One after the other: SES counts mails per second, and batches come in parallel already.
    for (const record of Records) {
      const isTimeLeft = world.clock() <= lastStartMs;
      if (isTimeLeft && (await isDone(record, context.awsRequestId))) continue;
      batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
    }
    return { batchItemFailures };
  };
};
