import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { localClient } from '../../../local/dynamodb/client.ts';
import { emptyTables } from '../../../local/dynamodb/empty-tables.ts';
import { startEngine } from '../../../local/dynamodb/engine.ts';
import { ensureTables } from '../../../local/dynamodb/tables.ts';
import type { Table } from '../../../local/template/model.ts';
import { freshTables } from '../../engine/tables.ts';

const table: Table = {
  name: 'Things',
  definition: {
    TableName: 'Things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  },
  ttlAttribute: 'expiresAtS',
};
const otherKeys: Table = {
  ...table,
  definition: {
    ...table.definition,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  },
};

const put = (pk: string) => new PutItemCommand({ TableName: 'Things', Item: { pk: { S: pk } } });

describe('the tables of a local run', () => {
  it('keeps a table that is there, with what is in it', async () => {
    const engine = await startEngine();
    const client = localClient(engine.endpoint);
    await ensureTables(client, [table]);
    await client.send(put('kept'));
    await ensureTables(client, [table]);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: 'Things', Key: { pk: { S: 'kept' } } }),
    );
    expect(Item).toEqual({ pk: { S: 'kept' } });
    client.destroy();
    await engine.stop();
  });

  it('refuses a table that another version has made', async () => {
    const engine = await startEngine();
    const client = localClient(engine.endpoint);
    await ensureTables(client, [otherKeys]);
    await expect(ensureTables(client, [table])).rejects.toThrow('Table Things has other keys or indexes');
    client.destroy();
    await engine.stop();
  });

  it('empties tables of more items than one batch takes', async () => {
    const engine = await startEngine();
    const client = localClient(engine.endpoint);
    await ensureTables(client, [table]);
    for (let item = 0; item < 60; item += 1) await client.send(put(`item-${item}`));
    await emptyTables(client, [table]);
    expect((await client.send(new ScanCommand({ TableName: 'Things' }))).Count).toBe(0);
    client.destroy();
    await engine.stop();
  });
});

describe('fresh tables for a test file', () => {
  it('differ from those of any other', async () => {
    const [first, second] = await Promise.all([freshTables(), freshTables()]);
    expect(new Set([...Object.values(first.tables), ...Object.values(second.tables)]).size).toBe(6);
    await first.client.send(
      new PutItemCommand({ TableName: first.tables.charges, Item: { pk: { S: 'a' } } }),
    );
    const scan = new ScanCommand({ TableName: second.tables.charges });
    expect((await second.client.send(scan)).Count).toBe(0);
    first.client.destroy();
    second.client.destroy();
  });
});
