import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StoredItem } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';
import type { KeyAttribute, Table } from './table-definition.ts';

/** All tables at one moment. Never changed in place: an older one stays what it was, at no cost. */
export type State = ReadonlyMap<string, ReadonlyMap<string, StoredItem>>;

export type Tables = ReadonlyMap<string, Table>;

/** One item's place. */
export interface Place {
  readonly tableName: string;
  readonly table: Table;
  readonly pk: string;
}

const isKey = ({ type }: KeyAttribute, value: AttributeValue | undefined): boolean =>
  type === 'S' ? value?.S !== undefined && value.S !== '' : value?.N !== undefined;

/** @throws Error when `members` has no key for the table, or, as a key, anything besides */
export const placeOf = (
  tables: Tables,
  tableName: string | undefined,
  members: StoredItem,
  isKeyOnly: boolean,
): Place => {
  const table = tables.get(tableName ?? '');
  if (tableName === undefined || table === undefined) throw notSimulated(`a table named ${tableName}`);
  const value = members[table.key.name];
  if (value?.S === undefined || !isKey(table.key, value)) throw notSimulated('a key that is no text');
  if (isKeyOnly && Object.keys(members).length !== 1) throw notSimulated('a key of several attributes');
  return { tableName, table, pk: value.S };
};

export const itemAt = (state: State, { tableName, pk }: Place): StoredItem | undefined =>
  state.get(tableName)?.get(pk);

/** @throws Error when the item has something in the place of an index's key that cannot be one */
export const withItem = (state: State, { tableName, table, pk }: Place, item: StoredItem): State => {
  for (const { partition, sort } of table.indexes.values())
    for (const key of [partition, sort])
      if (item[key.name] !== undefined && !isKey(key, item[key.name]))
        throw notSimulated(`a ${key.name} that an index cannot hold`);
  return new Map(state).set(tableName, new Map(state.get(tableName)).set(pk, item));
};

export const withoutItem = (state: State, { tableName, pk }: Place): State => {
  const items = new Map(state.get(tableName));
  return items.delete(pk) ? new Map(state).set(tableName, items) : state;
};
