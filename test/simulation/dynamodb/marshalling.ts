import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { MARSHALLING } from '../../../functions/shared/dynamodb.ts';

/** An item as it is on the wire and in the store. Never changed in place: states share what they have in common. */
export type StoredItem = Readonly<Record<string, AttributeValue>>;

const OPTIONS = { ...MARSHALLING.marshallOptions, convertTopLevelContainer: true } as const;

/** The two kinds that most values are of, without the library's way around; `undefined` for all others. */
const plain = (value: unknown): AttributeValue | undefined => {
  if (typeof value === 'string') return { S: value };
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? { N: String(value) } : undefined;
};

/** What a document client makes of top-level members: the undefined ones are left out, a nested one is an error. */
export const toStored = (members: Readonly<Record<string, unknown>> | undefined): StoredItem => {
  const stored: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(members ?? {}))
    if (value !== undefined) stored[name] = plain(value) ?? (marshall(value, OPTIONS) as AttributeValue);
  return stored;
};

/** A copy of its own for each reader. */
export const fromStored = (item: StoredItem): Record<string, unknown> => unmarshall(item);
