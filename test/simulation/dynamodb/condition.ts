import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isBelow, isEqual } from './attribute-values.ts';
import { type Cursor, cursorOver, type Substitutions, WORD } from './expression-cursor.ts';
import type { StoredItem } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';

/** The value at a path such as `#record.#owner`, or nothing. */
const valueAtPath = (cursor: Cursor, item: StoredItem): AttributeValue | undefined => {
  let within: StoredItem | undefined = item;
  let value: AttributeValue | undefined;
  do {
    const token = cursor.next();
    if (!WORD.test(token)) throw notSimulated(`"${token}" as a name`);
    // Asked for wherever it is: a name that stands below what is not there is used all the same.
    const name = cursor.substitutions.nameOf(token);
    value = within?.[name];
    within = value?.M;
  } while (cursor.skip('.'));
  return value;
};

const operand = (cursor: Cursor, item: StoredItem): AttributeValue | undefined =>
  cursor.peek()?.startsWith(':') ? cursor.substitutions.valueOf(cursor.next()) : valueAtPath(cursor, item);

const comparison = (cursor: Cursor, item: StoredItem): boolean => {
  const left = operand(cursor, item);
  const comparator = cursor.next();
  const right = operand(cursor, item);
  if (comparator === '=') return isEqual(left, right);
  if (comparator === '<>') return !isEqual(left, right);
  if (comparator === '<' || comparator === '<=') return isBelow(left, right, comparator === '<=');
  if (comparator === '>=') return isBelow(right, left, true);
  throw notSimulated(`the comparator "${comparator}"`);
};

const existence = (cursor: Cursor, item: StoredItem): boolean => {
  cursor.expect('(');
  const isThere = valueAtPath(cursor, item) !== undefined;
  cursor.expect(')');
  return isThere;
};

const term = (cursor: Cursor, item: StoredItem): boolean => {
  if (cursor.skip('attribute_exists')) return existence(cursor, item);
  if (cursor.skip('attribute_not_exists')) return !existence(cursor, item);
  if (!cursor.skip('(')) return comparison(cursor, item);
  const holds = anyOf(cursor, item);
  cursor.expect(')');
  return holds;
};

// Every part is read to its end, whatever the parts before it say: what follows them must be found.
const allOf = (cursor: Cursor, item: StoredItem): boolean => {
  let holds = term(cursor, item);
  while (cursor.skip('AND')) holds = term(cursor, item) && holds;
  return holds;
};

const anyOf = (cursor: Cursor, item: StoredItem): boolean => {
  let holds = allOf(cursor, item);
  while (cursor.skip('OR')) holds = allOf(cursor, item) || holds;
  return holds;
};

/** Whether a condition holds for an item, or for the absence of one. */
export const conditionHolds = (
  expression: string | undefined,
  substitutions: Substitutions,
  item: StoredItem | undefined,
): boolean => {
  if (expression === undefined) return true;
  const cursor = cursorOver(expression, substitutions);
  const holds = anyOf(cursor, item ?? {});
  cursor.end();
  return holds;
};
