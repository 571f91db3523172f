import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Table } from '../template/model.ts';

/** What `BatchWriteItem` takes at once. */
const BATCH_MAX = 25;

type Key = Record<string, AttributeValue>;

const deleteKeys = async (client: DynamoDBClient, name: string, keys: readonly Key[]): Promise<void> => {
  for (let start = 0; start < keys.length; start += BATCH_MAX) {
    let requests: WriteRequest[] = keys
      .slice(start, start + BATCH_MAX)
      .map((Key) => ({ DeleteRequest: { Key } }));
    while (requests.length > 0) {
      const command = new BatchWriteItemCommand({ RequestItems: { [name]: requests } });
      requests = (await client.send(command)).UnprocessedItems?.[name] ?? [];
    }
  }
};

const emptyTable = async (client: DynamoDBClient, { name, definition }: Table): Promise<void> => {
  const attributes = (definition.KeySchema ?? []).map(({ AttributeName }) => AttributeName ?? '');
  const placeholders = attributes.map((_, index) => `#key${index}`);
  let from: Key | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        ProjectionExpression: placeholders.join(', '),
        ExpressionAttributeNames: Object.fromEntries(
          placeholders.map((placeholder, index) => [placeholder, attributes[index] ?? '']),
        ),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    await deleteKeys(client, name, page.Items ?? []);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
};

/**
 * Deletes every item and keeps the tables, so that functions that run meanwhile meet an empty table and not a missing
 * one. What they write while it runs may stay.
 */
export const emptyTables = async (client: DynamoDBClient, tables: readonly Table[]): Promise<void> => {
  await Promise.all(tables.map((table) => emptyTable(client, table)));
};
