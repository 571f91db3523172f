import { BatchGetCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from '../shared/ids.ts';

/** An item as the index of a tenant's items knows it. */
export interface Listed {
  readonly pk: string;
  readonly createdAtId: string;
}

/** The keys of a tenant's items, newest first. @param after the `createdAtId` to go on from */
export const listKeys = async (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  tenant: string,
  limit: number,
  after: string | undefined,
): Promise<Listed[]> => {
  const { Items: keys = [] } = await documentClient.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'byTenant',
      KeyConditionExpression: 'tenant = :tenant',
      ExpressionAttributeValues: { ':tenant': tenant },
      ScanIndexForward: false,
      Limit: limit,
      ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(tenant, after) }),
    }),
  );
  return keys as Listed[];
};

const keyOf = (tenant: string, createdAtId: string) => ({
  pk: tableKey(tenant, createdAtId.slice(createdAtId.indexOf('#') + 1)),
  tenant,
  createdAtId,
});

/**
 * The items of a page as they are now, in the page's order: the index holds their keys only. DynamoDB may leave some
 * unread (it stops at 16 MB, and when it is busy): the page then ends before the first of these.
 *
 * @throws Error that passes, when not even the first was read
 */
export const readPage = async <Item extends Listed>(
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  page: readonly Listed[],
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
