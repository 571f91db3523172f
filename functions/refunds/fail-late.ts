import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { conditionalWrite } from '../idempotency/conditional-write.ts';
import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import type { Refund } from './refund.ts';
import { reservationOf, uncount } from './reservation.ts';

const FAILURE = {
  code: 'refund-failed',
  message: 'The money could not be delivered: the bank returned it. It can be refunded again.',
};

/**
 * A refund that had succeeded has failed after all: it says so from now on, and its amount can be refunded again. The
 * record of its key is left alone: a replay repeats what was answered first.
 *
 * @returns whether it was this call that changed it; `busy` when the items were being changed, and nothing is known
 */
export const failLate = async (
  documentClient: DynamoDBDocumentClient,
  chargesTable: string,
  refund: Refund,
  nowMs: EpochMs,
): Promise<'changed' | 'unchanged' | 'busy'> => {
  const result = await conditionalWrite(
    documentClient,
    {
      Update: {
        TableName: chargesTable,
        Key: { pk: tableKey(refund.tenant, refund.id) },
        UpdateExpression: 'SET #status = :failed, failure = :failure, updatedAtMs = :nowMs',
        ConditionExpression: '#status = :succeeded',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':failed': 'failed',
          ':failure': FAILURE,
          ':succeeded': 'succeeded',
          ':nowMs': nowMs,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    reservationOf(uncount, chargesTable, refund, nowMs),
  );
  if (result.kind === 'written') return 'changed';
  return result.kind === 'condition-failed' ? 'unchanged' : 'busy';
};
