import { functionArn } from '../template/references.ts';
import type { LambdaRecord } from './stream-record.ts';

/** Why Lambda gave records up. */
type Condition = 'RecordAgeExceeded' | 'RetryAttemptsExhausted';

export interface GivenUp {
  readonly functionId: string;
  readonly condition: Condition;
  readonly requestId: string;
  readonly invokeCount: number;
  readonly shardId: string;
  /** At least one. */
  readonly records: readonly LambdaRecord[];
  readonly nowMs: number;
}

const arrivalOf = (record: LambdaRecord | undefined): string =>
  new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();

/** What Lambda writes into the queue: where the records stand in the stream, and not what they say. */
export const toDeadLetter = (given: GivenUp) => {
  const { functionId, condition, requestId, invokeCount, shardId, records, nowMs } = given;
  const [first] = records;
  const last = records.at(-1);
  return {
    requestContext: {
      requestId,
      functionArn: functionArn(functionId),
      condition,
      approximateInvokeCount: invokeCount,
    },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.dynamodb.SequenceNumber ?? '',
      endSequenceNumber: last?.dynamodb.SequenceNumber ?? '',
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: records.length,
      streamArn: first?.eventSourceARN ?? '',
    },
  };
};
