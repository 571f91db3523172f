import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { compareKeys, isBelow, isEqual } from './attribute-values.ts';
import { cursorOver, readSubstitutions } from './expression-cursor.ts';
import { fromStored, type StoredItem, toStored } from './marshalling.ts';
import { hasOnly, notSimulated } from './not-simulated.ts';
import type { State, Tables } from './state.ts';
import type { Index, KeyAttribute } from './table-definition.ts';

const MEMBERS = [
  'TableName',
  'IndexName',
  'KeyConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ScanIndexForward',
  'Limit',
  'ExclusiveStartKey',
];

/** `partition = :p`, or `partition = :p AND sort <= :s`. */
const keyCondition = (input: QueryCommandInput, { partition, sort }: Index) => {
  const substitutions = readSubstitutions(input);
  const cursor = cursorOver(input.KeyConditionExpression ?? '', substitutions);
  const keyValue = ({ name, type }: KeyAttribute, comparator: string): AttributeValue => {
    if (substitutions.nameOf(cursor.next()) !== name)
      throw notSimulated(`a key condition without ${name} here`);
    cursor.expect(comparator);
    const value = substitutions.valueOf(cursor.next());
    if (value[type] === undefined) throw notSimulated(`${name} of another type`);
    return value;
  };
  const wanted = keyValue(partition, '=');
  const last = cursor.skip('AND') ? keyValue(sort, '<=') : undefined;
  cursor.end();
  substitutions.requireAllUsed();
  return (item: StoredItem): boolean =>
    item[sort.name] !== undefined &&
    isEqual(item[partition.name], wanted) &&
    (last === undefined || isBelow(item[sort.name], last, true));
};

/** The order of an index. Among equals it is the table's key that orders: the embedded engine's way; AWS promises none. */
const inIndexOrder = (sort: string, pk: string) => (one: StoredItem, other: StoredItem) => {
  for (const name of [sort, pk]) {
    const [left, right] = [one[name], other[name]];
    if (left === undefined || right === undefined) throw notSimulated(`a place in an index without ${name}`);
    const difference = compareKeys(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Reads an index as it is in `state`, which the caller may choose to be an older one. */
export const query = (tables: Tables, state: State, input: QueryCommandInput) => {
  hasOnly('Query', input, MEMBERS);
  const { TableName: tableName = '', Limit: limit = Number.POSITIVE_INFINITY } = input;
  const table = tables.get(tableName);
  const index = table?.indexes.get(input.IndexName ?? '');
  if (table === undefined || index === undefined)
    throw notSimulated(`an index ${input.IndexName} of ${tableName}`);
  if (limit < 1) throw notSimulated('a query for nothing');

  const keys = [...new Set([table.key.name, index.partition.name, index.sort.name])];
  const keysOf = (item: StoredItem): StoredItem =>
    Object.fromEntries(keys.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
  const matches = keyCondition(input, index);
  const compare = inIndexOrder(index.sort.name, table.key.name);
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const start = input.ExclusiveStartKey && toStored(input.ExclusiveStartKey);
  if (start !== undefined && (Object.keys(keysOf(start)).length !== keys.length || !matches(start)))
    throw notSimulated('a start outside of what is asked for');

  const found = [...(state.get(tableName)?.values() ?? [])]
    .filter(matches)
    .filter((item) => start === undefined || compare(item, start) * direction > 0)
    .sort((one, other) => compare(one, other) * direction);
  const page = found.slice(0, limit).map(keysOf);
  const last = page.at(-1);
  return {
    Items: page.map(fromStored),
    Count: page.length,
    ScannedCount: page.length,
    // A page that is full says where to go on, even where nothing follows.
    ...(last !== undefined && page.length === limit && { LastEvaluatedKey: fromStored(last) }),
  };
};
