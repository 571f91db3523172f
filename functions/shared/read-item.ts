import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from './ids.ts';

/** A tenant's item as it is now (a strongly consistent read), or nothing: another tenant's cannot be addressed. */
export const readItem = async <Item>(
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  tenant: string,
  id: string,
): Promise<Item | undefined> => {
  const { Item: item } = await documentClient.send(
    new GetCommand({ TableName: tableName, Key: { pk: tableKey(tenant, id) }, ConsistentRead: true }),
  );
  return item as Item | undefined;
};
