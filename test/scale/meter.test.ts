import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { itemBytes, writeUnits } from '../../scale/counting/item-size.ts';
import { meteredClient } from '../../scale/counting/meter.ts';
import { type FreshTables, freshTables } from '../engine/tables.ts';

let fresh: FreshTables;
let meter: ReturnType<typeof meteredClient>;

beforeEach(async () => {
  fresh = await freshTables();
  meter = meteredClient(fresh.documentClient);
});

const itemOf = (textBytes: number) => ({
  pk: '4:acme#ch_1',
  tenant: 'acme',
  createdAtId: '2026-01-14T09:41:37.123Z#ch_1',
  dueShard: '7',
  dueAtMs: 1_768_383_697_123,
  record: { state: 'open', attempts: [1, -2.5, null, true], text: 'x'.repeat(textBytes) },
});

const put = (textBytes: number, more = {}) =>
  meter.documentClient.send(
    new PutCommand({ TableName: fresh.tables.charges, Item: itemOf(textBytes), ...more }),
  );
const OF_NOBODY = {
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const;

describe('the size of an item', () => {
  it('is counted by name and value, as DynamoDB publishes it', () => {
    expect(itemBytes({ pk: 'abc' })).toBe(2 + 3);
    expect(itemBytes({ é: 'é' })).toBe(2 + 2);
    expect(itemBytes({ n: 12_345 })).toBe(1 + 4);
    expect(itemBytes({ n: -1_200 })).toBe(1 + 3);
    expect(itemBytes({ l: [null, true], m: { a: 'b' } })).toBe(1 + 3 + 2 * 2 + 1 + 3 + 1 + 1 + 1);
  });
});

describe('what the engine says that a write consumed', () => {
  it.each([0, 600, 830, 1_000, 2_000, 5_000])(
    'is what the size of the item says: %i bytes',
    async (bytes) => {
      await put(bytes);
      const units = writeUnits(itemBytes(itemOf(bytes)));
      expect(meter.take().writes).toEqual({
        Charges: units,
        'Charges.byTenant': 1,
        'Charges.byDueAt': 1,
      });
    },
  );

  it('goes to an index only for keys that change, and for an entry that goes', async () => {
    await put(100);
    meter.take();
    const update = (UpdateExpression: string) =>
      meter.documentClient.send(
        new UpdateCommand({ TableName: fresh.tables.charges, Key: { pk: '4:acme#ch_1' }, UpdateExpression }),
      );
    await update('REMOVE nothing');
    expect(meter.take().writes).toEqual({ Charges: 1 });
    await update('REMOVE dueShard, dueAtMs');
    expect(meter.take().writes).toEqual({ Charges: 1, 'Charges.byDueAt': 1 });
  });

  it('is doubled in a transaction, for the table and not for its indexes', async () => {
    const Item = itemOf(1_500);
    await meter.documentClient.send(
      new TransactWriteCommand({ TransactItems: [{ Put: { TableName: fresh.tables.charges, Item } }] }),
    );
    expect(meter.take().writes).toEqual({ Charges: 4, 'Charges.byTenant': 1, 'Charges.byDueAt': 1 });
  });
});

describe('what a refused write is counted as', () => {
  it('is the size of the item that it met', async () => {
    await put(2_500);
    meter.take();
    await expect(put(10, OF_NOBODY)).rejects.toThrow();
    expect(meter.take()).toMatchObject({ calls: ['Put'], writes: { Charges: 3 } });
  });

  it('is doubled for each item of a transaction', async () => {
    await put(1_500);
    meter.take();
    const TableName = fresh.tables.charges;
    const other = { ...itemOf(10), pk: '4:acme#ch_2' };
    const refused = meter.documentClient.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName, Item: itemOf(10), ...OF_NOBODY } },
          { Put: { TableName, Item: other } },
        ],
      }),
    );
    await expect(refused).rejects.toThrow();
    expect(meter.take().writes).toEqual({ Charges: 4 + 2 });
  });
});
