import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** The floor: the SDK and one put of what was sent, unchecked. */
export const handler = async (event: { readonly body?: string }) => {
  const pk = randomUUID();
  const Item = { pk, ...(JSON.parse(event.body ?? '{}') as object) };
  await client.send(new PutCommand({ TableName: process.env.ORDERS_TABLE, Item }));
  return { statusCode: 201, body: JSON.stringify({ id: pk }) };
};
