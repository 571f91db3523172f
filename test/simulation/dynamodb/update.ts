import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { difference, listOf, sum } from './attribute-values.ts';
import { type Cursor, cursorOver, type Substitutions, WORD } from './expression-cursor.ts';
import type { StoredItem } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';

/** A top-level attribute: nothing here writes inside of one. */
const attribute = (cursor: Cursor): string => {
  const token = cursor.next();
  if (!WORD.test(token) || cursor.peek() === '.') throw notSimulated(`an update at the path "${token}…"`);
  return cursor.substitutions.nameOf(token);
};

const pair = (
  cursor: Cursor,
  one: () => AttributeValue | undefined,
  other: () => AttributeValue | undefined,
): readonly [AttributeValue | undefined, AttributeValue | undefined] => {
  cursor.expect('(');
  const first = one();
  cursor.expect(',');
  const second = other();
  cursor.expect(')');
  return [first, second];
};

const operand = (cursor: Cursor, before: StoredItem): AttributeValue | undefined => {
  const any = () => operand(cursor, before);
  if (cursor.peek()?.startsWith(':')) return cursor.substitutions.valueOf(cursor.next());
  if (cursor.skip('if_not_exists')) {
    const [present, otherwise] = pair(cursor, () => before[attribute(cursor)], any);
    return present ?? otherwise;
  }
  if (cursor.skip('list_append')) return listOf(...pair(cursor, any, any));
  return before[attribute(cursor)];
};

const assigned = (cursor: Cursor, before: StoredItem): AttributeValue => {
  let value = operand(cursor, before);
  if (cursor.skip('+')) value = sum(value, operand(cursor, before));
  else if (cursor.skip('-')) value = difference(value, operand(cursor, before));
  if (value === undefined) throw notSimulated('an assignment of an attribute that is not there');
  return value;
};

/**
 * The item after an update. Every operand is read from the item as it was before.
 *
 * @throws Error when an attribute is written twice, or is part of the key
 */
export const updated = (
  expression: string | undefined,
  substitutions: Substitutions,
  before: StoredItem,
  keyName: string,
): StoredItem => {
  const cursor = cursorOver(expression ?? '', substitutions);
  const after: Record<string, AttributeValue> = { ...before };
  const written = new Set([keyName]);
  const target = (): string => {
    const name = attribute(cursor);
    if (written.has(name)) throw notSimulated(`a second write of ${name}, or one of a key`);
    written.add(name);
    return name;
  };

  cursor.expect('SET');
  do {
    const name = target();
    cursor.expect('=');
    after[name] = assigned(cursor, before);
  } while (cursor.skip(','));
  if (cursor.skip('REMOVE'))
    do delete after[target()];
    while (cursor.skip(','));
  cursor.end();
  return after;
};
