import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from '@jest/globals';
import { DEFINITIONS } from '../database.ts';
import { laggingIndex } from './lagging-index.ts';
import { createSimulatedDynamoDb } from './simulated-dynamodb.ts';

const dueItem = (dueAtMs: number) =>
  new PutCommand({ TableName: 'charges', Item: { pk: `at ${dueAtMs}`, dueShard: '1', dueAtMs } });

const query = new QueryCommand({
  TableName: 'charges',
  IndexName: 'byDueAt',
  KeyConditionExpression: 'dueShard = :shard',
  ExpressionAttributeValues: { ':shard': '1' },
});

it('shows what was written before the lag, and nothing else', async () => {
  let nowMs = 0;
  let lagMs = 0;
  const indexed = laggingIndex(
    () => nowMs,
    () => lagMs,
  );
  const { documentClient } = createSimulatedDynamoDb(DEFINITIONS, { indexed });
  const shown = async (atMs: number, behindMs: number) => {
    nowMs = atMs;
    lagMs = behindMs;
    return (await documentClient.send(query)).Items?.map(({ dueAtMs }) => dueAtMs);
  };
  for (const atMs of [10, 20, 30]) {
    nowMs = atMs;
    await documentClient.send(dueItem(atMs));
  }

  expect(await shown(30, 0)).toEqual([10, 20, 30]);
  expect(await shown(35, 5)).toEqual([10, 20, 30]);
  expect(await shown(35, 6)).toEqual([10, 20]);
  expect(await shown(35, 25)).toEqual([10]);
  expect(await shown(35, 26)).toEqual([]);
  expect(await shown(1_000, 25)).toEqual([10, 20, 30]);
});
