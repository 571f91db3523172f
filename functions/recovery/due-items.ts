import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { DUE_SHARDS } from '../idempotency/home.ts';
import type { EpochMs } from '../shared/clock.ts';
import { fromTableKey } from '../shared/ids.ts';

/** An unfinished item, as the sparse index knows it. */
export interface DueItem {
  readonly tenant: string;
  readonly id: string;
  readonly dueAtMs: EpochMs;
}

/**
 * The items of one shard that are due, the oldest first. The index may lag behind: who gets an item from here reads
 * the item itself before anything else.
 */
const dueInShard = async (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  shard: number,
  nowMs: EpochMs,
  limit: number,
): Promise<DueItem[]> => {
  const { Items: keys = [] } = await documentClient.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'byDueAt',
      KeyConditionExpression: 'dueShard = :shard AND dueAtMs <= :nowMs',
      ExpressionAttributeValues: { ':shard': String(shard), ':nowMs': nowMs },
      Limit: limit,
    }),
  );
  return keys.map(({ pk, dueAtMs }) => ({ ...fromTableKey(pk as string), dueAtMs: dueAtMs as number }));
};

/** What is due in all shards, the oldest first; `limitPerShard` bounds a run's work. */
export const findDueItems = async (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  nowMs: EpochMs,
  limitPerShard: number,
): Promise<DueItem[]> => {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => shard);
  const found = await Promise.all(
    shards.map((shard) => dueInShard(documentClient, tableName, shard, nowMs, limitPerShard)),
  );
  return found.flat().sort((one, other) => one.dueAtMs - other.dueAtMs);
};
