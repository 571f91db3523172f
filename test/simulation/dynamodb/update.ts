import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { difference, listOf, sum } from './attribute-values.ts';
import { type Cursor, cursorOver, type Substitutions, WORD } from './expression-cursor.ts';
import type { StoredItem } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';

type Path = readonly [first: string, ...inner: string[]];

/** What is written: an attribute, or a member of maps that are there. */
const pathOf = (cursor: Cursor): Path => {
  const names = [];
  do {
    const token = cursor.next();
    if (!WORD.test(token)) throw notSimulated(`an update at "${token}"`);
    names.push(cursor.substitutions.nameOf(token));
  } while (cursor.skip('.'));
  return names as unknown as Path;
};

const isWithin = (inner: Path, outer: Path): boolean => outer.every((name, depth) => inner[depth] === name);

/** @throws Error where a map on the way is not there */
const withMember = (item: StoredItem, [name, ...inner]: Path, value: AttributeValue): StoredItem => {
  const [next, ...rest] = inner;
  if (next === undefined) return { ...item, [name]: value };
  const map = item[name]?.M;
  if (map === undefined) throw notSimulated(`an update inside of ${name}, which is no map`);
  return { ...item, [name]: { M: withMember(map, [next, ...rest], value) } };
};

/** A top-level attribute: nothing here reads or removes inside of one. */
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
 * @throws Error when something is written twice, also as a part of something else, or is part of the key
 */
export const updated = (
  expression: string | undefined,
  substitutions: Substitutions,
  before: StoredItem,
  keyName: string,
): StoredItem => {
  const cursor = cursorOver(expression ?? '', substitutions);
  let after: StoredItem = before;
  const written: Path[] = [[keyName]];
  const target = (): Path => {
    const path = pathOf(cursor);
    if (written.some((other) => isWithin(path, other) || isWithin(other, path)))
      throw notSimulated(`a second write of ${path.join('.')}, or one of a key`);
    written.push(path);
    return path;
  };

  cursor.expect('SET');
  do {
    const path = target();
    cursor.expect('=');
    after = withMember(after, path, assigned(cursor, before));
  } while (cursor.skip(','));
  if (cursor.skip('REMOVE'))
    do {
      const [name, ...inner] = target();
      if (inner.length > 0) throw notSimulated(`a removal inside of ${name}`);
      const { [name]: _, ...others } = after;
      after = others;
    } while (cursor.skip(','));
  cursor.end();
  return after;
};
