import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from '../shared/ids.ts';

/** An index that lists items of one kind: under what, and by which attribute they stand in order (`<time>#<id>`). */
export interface Listing {
  readonly name: string;
  readonly partition: Readonly<Record<string, string>>;
  readonly sort: 'createdAtId' | 'refundedAtId';
}

/** All of a tenant's charges, or all of its orders. */
export const listingOfTenant = (tenant: string): Listing => ({
  name: 'byTenant',
  partition: { tenant },
  sort: 'createdAtId',
});

/** A list of one tenant's items in one table. */
interface List {
  readonly tableName: string;
  readonly tenant: string;
  readonly listing: Listing;
}

/** An item as an index knows it. */
type Listed = { readonly pk: string } & Readonly<Partial<Record<Listing['sort'], string>>>;

/** The keys of the items of a list, newest first. @param after the place to go on from */
export const listKeys = async (
  documentClient: DynamoDBDocumentClient,
  { tableName, tenant, listing }: List,
  limit: number,
  after: string | undefined,
): Promise<Listed[]> => {
  const [[attribute, value] = ['', '']] = Object.entries(listing.partition);
  const { Items: keys = [] } = await documentClient.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: listing.name,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': attribute },
      ExpressionAttributeValues: { ':partition': value },
      ScanIndexForward: false,
      Limit: limit,
      ...(after === undefined
        ? {}
        : { ExclusiveStartKey: { pk: pkOf(tenant, after), ...listing.partition, [listing.sort]: after } }),
    }),
  );
  return keys as Listed[];
};

const pkOf = (tenant: string, place: string): string => tableKey(tenant, place.slice(place.indexOf('#') + 1));

/**
 * The items of a page as they are now, in the page's order: the index holds their keys only. DynamoDB may leave some
 * unread (it stops at 16 MB, and when it is busy): the page then ends before the first of these.
 *
 * @throws Error that passes, when not even the first was read
 */
export const readPage = async <Item extends { readonly pk: string }>(
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  page: readonly { readonly pk: string }[],
): Promise<Item[]> => {
  if (page.length === 0) return [];
  const Keys = page.map(({ pk }) => ({ pk }));
  const { Responses } = await documentClient.send(
    new BatchGetCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: true } } }),
  );
  const found = new Map(((Responses?.[tableName] ?? []) as Item[]).map((item) => [item.pk, item]));
  const unread = page.findIndex(({ pk }) => !found.has(pk));
  if (unread === 0)
    throw Object.assign(new Error('no item was read'), { name: 'ProvisionedThroughputExceededException' });
  return page.slice(0, unread === -1 ? page.length : unread).flatMap(({ pk }) => found.get(pk) ?? []);
};

/** Two thirds of what a function may answer: beyond 6 MB there would be no answer at all. */
const PAGE_BYTES_MAX = 4 * 1024 * 1024;

/** A page that is too large ends early; one resource always fits. */
export const countThatFit = (resources: readonly unknown[]): number => {
  let bytes = 0;
  const tooMany = resources.findIndex((resource) => {
    bytes += Buffer.byteLength(JSON.stringify(resource));
    return bytes > PAGE_BYTES_MAX;
  });
  return tooMany === -1 ? resources.length : tooMany;
};
