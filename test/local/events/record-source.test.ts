import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localClient } from '../../../local/dynamodb/client.ts';
import { createRecordSource, type RecordSource } from '../../../local/events/record-source.ts';
import { quietPort } from '../../rig/quiet-port.ts';
import { newTable } from '../streams/rig/new-table.ts';

const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
let client: ReturnType<typeof localClient>;
beforeAll(() => {
  client = localClient(endpoint);
});
afterAll(() => client.destroy());

const claim = (tableName: string, id: string, { tenant = 'acme', createdAtMs = 1 } = {}) => {
  const record = { state: 'in-progress', owner: 'o', attempt: 1, createdAtMs, leaseExpiresAtMs: 2 };
  const Item = marshall({ pk: id, id, tenant, status: 'processing', updatedAtMs: 1, record });
  return client.send(new PutItemCommand({ TableName: tableName, Item }));
};

const lines: string[] = [];
const sourceOf = (
  tableName: string | undefined,
  asked = client,
  dynamodbEndpoint = endpoint,
): RecordSource => {
  lines.length = 0;
  return createRecordSource({
    client: asked,
    dynamodbEndpoint,
    tableName,
    timeoutMsOf: () => 25_000,
    writeLine: (line) => lines.push(line),
  });
};
const idsOf = async (source: RecordSource): Promise<string[]> =>
  (await source.read()).map(({ change }) => change.chargeId);

describe('the records of a table', () => {
  it('are those written since the first look, each once and oldest first', async () => {
    const tableName = await newTable(client);
    await claim(tableName, 'ch_before');
    const source = sourceOf(tableName);
    expect(await idsOf(source)).toEqual([]);
    for (const id of ['ch_b', 'ch_a', 're_1', 'ch_c']) await claim(tableName, id);
    expect(await idsOf(source)).toEqual(['ch_b', 'ch_a', 'ch_c']);
    expect(await idsOf(source)).toEqual([]);
    source.close();
  });

  it('leave out what is written while nobody looks', async () => {
    const tableName = await newTable(client);
    const source = sourceOf(tableName);
    await source.read();
    await claim(tableName, 'ch_first');
    expect(await idsOf(source)).toEqual(['ch_first']);
    source.close();
    await claim(tableName, 'ch_meanwhile');
    expect(await idsOf(source)).toEqual([]);
    await claim(tableName, 'ch_after');
    expect(await idsOf(source)).toEqual(['ch_after']);
    source.close();
  });

  it('are none when it has no stream, which is said once', async () => {
    const tableName = await newTable(client, {});
    const source = sourceOf(tableName);
    await source.read();
    source.close();
    await source.read();
    expect(lines).toEqual([
      `GET /local/events: ${endpoint} has no stream of ${tableName}: no records are told.`,
    ]);
  });

  it('can be had as they stand: a tenant’s last hundred, oldest first', async () => {
    const tableName = await newTable(client);
    await claim(tableName, 'ch_others', { tenant: 'other' });
    await claim(tableName, 're_1', { createdAtMs: 50 });
    const ids = Array.from({ length: 101 }, (_, index) => `ch_${index}`);
    for (const [index, id] of ids.entries()) await claim(tableName, id, { createdAtMs: index });
    const records = await sourceOf(tableName).present('acme');
    expect(records.map(({ chargeId }) => chargeId)).toEqual(ids.slice(1));
    expect(records[0]).toEqual({
      kind: 'record',
      chargeId: 'ch_1',
      state: 'in-progress',
      attempt: 1,
      owner: 'o',
      leaseExpiresAtMs: 2,
      status: 'processing',
      response: null,
      atMs: 1,
    });
  });

  it('are none when the template has no charges', async () => {
    expect(await sourceOf(undefined).read()).toEqual([]);
    expect(await sourceOf(undefined).present('acme')).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('are none as long as DynamoDB does not answer, which is said once', async () => {
    const nowhere = `http://127.0.0.1:${await quietPort()}`;
    const asked = localClient(nowhere);
    const source = sourceOf('Charges', asked, nowhere);
    expect([await source.read(), await source.present('acme')]).toEqual([[], []]);
    expect(lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
    asked.destroy();
  });
});
