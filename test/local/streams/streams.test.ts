import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localClient } from '../../../local/dynamodb/client.ts';
import type { LambdaRecord } from '../../../local/streams/stream-record.ts';
import { startStreams } from '../../../local/streams/streams.ts';
import { eventually } from '../http/rig/patience.ts';
import { newTable } from './rig/new-table.ts';
import { SOURCE } from './rig/records.ts';

const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
let client: ReturnType<typeof localClient>;
beforeAll(() => {
  client = localClient(endpoint);
});
afterAll(() => client.destroy());

const start = (tableName: string, patterns: readonly unknown[] = []) => {
  const records: LambdaRecord[] = [];
  const lines: string[] = [];
  const streams = startStreams({
    eventSources: [{ ...SOURCE, tableName, patterns, ageMaxMs: Number.POSITIVE_INFINITY }],
    client,
    dynamodbEndpoint: endpoint,
    checkpointPath: undefined,
    putDeadLetter: () => undefined,
    invoke: async (_, { event }) => {
      records.push(...(event as { Records: LambdaRecord[] }).Records);
      return { kind: 'answered', value: undefined };
    },
    clock: Date.now,
    writeLine: (line) => lines.push(line),
  });
  return { streams, records, lines };
};

const put = (TableName: string, pk: string) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));

describe('following a stream', () => {
  it('hands over what was written before and after the start, as AWS writes it', async () => {
    const tableName = await newTable(client);
    await put(tableName, 'before');
    const { streams, records } = start(tableName);
    await eventually(() => records.length === 1, 'what was there');
    await put(tableName, 'after');
    await eventually(() => records.length === 2, 'what came');
    await streams.stop();

    expect(records.map(({ dynamodb }) => dynamodb.NewImage)).toEqual([
      { pk: { S: 'before' } },
      { pk: { S: 'after' } },
    ]);
    expect(records[0]).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: { Keys: { pk: { S: 'before' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(records[0]?.eventSourceARN).toContain(tableName);
  });

  it('hands over what passes the filter only', async () => {
    const tableName = await newTable(client);
    for (const pk of ['one', 'two', 'other']) await put(tableName, pk);
    const pattern = { dynamodb: { Keys: { pk: { S: [{ prefix: 't' }, 'other'] } } } };
    const { streams, records } = start(tableName, [pattern]);
    await eventually(() => records.length === 2, 'two records');
    await streams.stop();

    expect(records.map(({ dynamodb }) => dynamodb.Keys?.pk?.S).sort()).toEqual(['other', 'two']);
  });

  it('of a table that has none is said, and nothing is called', async () => {
    const tableName = await newTable(client, {});
    const { streams, records, lines } = start(tableName);
    await eventually(() => lines.length > 0, 'a line');
    await streams.stop();

    expect(lines).toEqual([`things.tell is never called: ${endpoint} has no stream of ${tableName}.`]);
    expect(records).toEqual([]);
  });
});
