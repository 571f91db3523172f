import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../../local/dynamodb/tables.ts';

const STREAM = {
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const },
};

/** The smallest table with a stream, or without one. @returns its name */
export const newTable = async (client: DynamoDBClient, more: object = STREAM): Promise<string> => {
  const name = `Things-${randomUUID()}`;
  const definition = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
    ...more,
  };
  await createTable(client, { name, definition, ttlAttribute: undefined });
  return name;
};
