import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from '../../functions/shared/ids.ts';
import type { Service } from './service.ts';

/** Everything that a service's tables hold, past any injected fault: what really happened, whatever was answered. */
export const storedItems = async ({
  engine,
  tables,
}: Pick<Service, 'engine' | 'tables'>): Promise<Record<string, unknown>[]> => {
  const scans = Object.values(tables).map(async (name) => {
    const { Items = [], LastEvaluatedKey } = await engine.send(
      new ScanCommand({ TableName: name, ConsistentRead: true }),
    );
    if (LastEvaluatedKey !== undefined)
      throw new Error(`${name} holds more than one page: scan less in a test`);
    return Items;
  });
  return (await Promise.all(scans)).flat();
};

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
export type StoredItem = Record<string, any>;

/** One item of the tenant `acme`, past any injected fault. Its absence is an error: two of them would be equal. */
export const storedItem = async (
  { engine }: Pick<Service, 'engine'>,
  tableName: string,
  id: string,
): Promise<StoredItem> => {
  const key = { pk: tableKey('acme', id) };
  const { Item: item } = await engine.send(
    new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
  );
  if (item === undefined) throw new Error(`${tableName} has no ${key.pk}`);
  return item;
};
