import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { MARSHALLING } from '../../../functions/shared/dynamodb.ts';

/** An item as it is on the wire and in the store. Never changed in place: states share what they have in common. */
export type StoredItem = Readonly<Record<string, AttributeValue>>;

/** What a document client makes of top-level members: the undefined ones are left out, a nested one is an error. */
export const toStored = (members: Readonly<Record<string, unknown>> | undefined): StoredItem =>
  marshall(
    Object.fromEntries(Object.entries(members ?? {}).filter(([, value]) => value !== undefined)),
    // A document client that is built from these options sets the second one in place.
    { ...MARSHALLING.marshallOptions, convertTopLevelContainer: false },
  );

/** A copy of its own for each reader. */
export const fromStored = (item: StoredItem): Record<string, unknown> => unmarshall(item);
