import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type TimeoutMsOf, toItem, toRecord, writtenAtMs } from './charge-item.ts';
import type { RecordEvent } from './event.ts';

/** More than anybody looks at; and a listener that is sent thousands at once is one that falls behind. */
const PRESENT_MAX = 100;
/** Whoever connects to a DynamoDB that does not answer is told the rest all the same. */
const WITHIN_MS = 1_000;

/**
 * A tenant's records as they are, the last hundred, oldest first.
 *
 * @throws whatever the client does, also when it takes longer than a second
 */
export const readPresentRecords = async (
  client: DynamoDBClient,
  tableName: string,
  tenant: string,
  timeoutMsOf: TimeoutMsOf,
): Promise<RecordEvent[]> => {
  const abortSignal = AbortSignal.timeout(WITHIN_MS);
  const records: RecordEvent[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const command = new ScanCommand({
      TableName: tableName,
      ConsistentRead: true,
      FilterExpression: '#tenant = :tenant',
      ExpressionAttributeNames: { '#tenant': 'tenant' },
      ExpressionAttributeValues: { ':tenant': { S: tenant } },
      ...(from && { ExclusiveStartKey: from }),
    });
    const page = await client.send(command, { abortSignal });
    for (const item of (page.Items ?? []).flatMap((image) => toItem(image) ?? []))
      records.push({ ...toRecord(item), atMs: writtenAtMs(item, timeoutMsOf) ?? item.record.createdAtMs });
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return records.sort((one, other) => one.atMs - other.atMs).slice(-PRESENT_MAX);
};
