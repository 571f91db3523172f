import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { notSimulated } from './not-simulated.ts';

const typeOf = (value: AttributeValue): string => Object.keys(value)[0] ?? 'nothing';

/** Strings by their UTF-8 bytes, numbers by what they are worth. */
const order = (one: AttributeValue, other: AttributeValue): number => {
  if (one.S !== undefined && other.S !== undefined)
    return Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) - Number(other.N);
  throw notSimulated(`an order between ${typeOf(one)} and ${typeOf(other)}`);
};

/** Sorts two keys of one index. */
export const compareKeys = order;

/** @returns false for values of two types, and for one that is not there */
export const isEqual = (one: AttributeValue | undefined, other: AttributeValue | undefined): boolean => {
  if (one === undefined || other === undefined || typeOf(one) !== typeOf(other)) return false;
  if (one.NULL !== undefined) return true;
  if (one.BOOL !== undefined) return one.BOOL === other.BOOL;
  return order(one, other) === 0;
};

/** @returns false for values of two types, and for one that is not there */
export const isBelow = (
  one: AttributeValue | undefined,
  other: AttributeValue | undefined,
  orEqual: boolean,
): boolean => {
  if (one === undefined || other === undefined || typeOf(one) !== typeOf(other)) return false;
  const difference = order(one, other);
  return orEqual ? difference <= 0 : difference < 0;
};

/** Whole numbers only: DynamoDB counts in decimals, JavaScript does not. */
const wholeNumber = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw notSimulated('a sum of anything but whole numbers');
  return value;
};

const calculated =
  (calculate: (one: number, other: number) => number) =>
  (one: AttributeValue | undefined, other: AttributeValue | undefined): AttributeValue => {
    const [left, right] = [one, other].map((value) => wholeNumber(Number(value?.N)));
    return { N: String(wholeNumber(calculate(left as number, right as number))) };
  };

export const sum = calculated((augend, addend) => augend + addend);
export const difference = calculated((minuend, subtrahend) => minuend - subtrahend);

export const listOf = (
  one: AttributeValue | undefined,
  other: AttributeValue | undefined,
): AttributeValue => {
  if (one?.L === undefined || other?.L === undefined) throw notSimulated('list_append of anything but lists');
  return { L: [...one.L, ...other.L] };
};
