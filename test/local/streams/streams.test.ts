import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localClient } from '../../../local/dynamodb/client.ts';
import type { InvocationResult } from '../../../local/sandbox/invocation.ts';
import type { LambdaRecord } from '../../../local/streams/stream-record.ts';
import { startStreams } from '../../../local/streams/streams.ts';
import { holdDynamoDb } from '../http/rig/held-dynamodb.ts';
import { eventually } from '../http/rig/patience.ts';
import { newTable } from './rig/new-table.ts';
import { SOURCE } from './rig/records.ts';

const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
let client: ReturnType<typeof localClient>;
beforeAll(() => {
  client = localClient(endpoint);
});
afterAll(() => client.destroy());

const ANSWERED: InvocationResult = { kind: 'answered', value: undefined };

interface More {
  readonly patterns?: readonly unknown[];
  readonly dynamodbEndpoint?: string;
  readonly answer?: (calls: number) => InvocationResult;
}

const start = (tableName: string, more: More = {}) => {
  const { patterns = [], dynamodbEndpoint = endpoint, answer = () => ANSWERED } = more;
  const records: LambdaRecord[] = [];
  let calls = 0;
  const lines: string[] = [];
  const streams = startStreams({
    eventSources: [{ ...SOURCE, tableName, patterns, ageMaxMs: Number.POSITIVE_INFINITY }],
    client,
    dynamodbEndpoint,
    checkpointPath: undefined,
    putDeadLetter: () => undefined,
    invoke: async (_, { event }) => {
      records.push(...(event as { Records: LambdaRecord[] }).Records);
      calls += 1;
      return answer(calls);
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
    const { streams, records } = start(tableName, { patterns: [pattern] });
    await eventually(() => records.length === 2, 'two records');
    await streams.stop();

    expect(records.map(({ dynamodb }) => dynamodb.Keys?.pk?.S).sort()).toEqual(['other', 'two']);
  });

  it('sends nothing any more once it is stopped, however far a look had got, and loses nothing by that', async () => {
    const tableName = await newTable(client);
    await put(tableName, 'late');
    const held = await holdDynamoDb(endpoint);
    const looking = held.hold('before-it-is-answered', (body) => body.includes('"ShardIterator"'));
    // As every function answers when its server stops. It gives in, so that a mistake does not hang the test.
    const answer = (calls: number): InvocationResult => (calls < 100 ? { kind: 'failed' } : ANSWERED);
    const stopping = start(tableName, { dynamodbEndpoint: held.url, answer });
    const letGo = await looking;
    await Promise.all([stopping.streams.stop(), letGo()]);
    await held.close();
    expect(stopping.records).toEqual([]);

    const next = start(tableName);
    await eventually(() => next.records.length === 1, 'the record of before');
    await next.streams.stop();
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
