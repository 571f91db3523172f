import { randomUUID } from 'node:crypto';
import type { DynamoDBClient, StreamSpecification } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../local/dynamodb/tables.ts';

/** The tables that the template has not. */
export interface OwnTables {
  readonly idempotency: string;
  readonly outbox: string;
}

const create = async (
  client: DynamoDBClient,
  name: string,
  more: { readonly ttlAttribute?: string; readonly StreamSpecification?: StreamSpecification },
): Promise<string> => {
  const { ttlAttribute, ...definition } = more;
  // The meter takes such an ending off again.
  const TableName = `${name}-${randomUUID().slice(0, 8)}`;
  await createTable(client, {
    name: TableName,
    ttlAttribute,
    definition: {
      ...definition,
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    },
  });
  return TableName;
};

/** The default layer's table as the library's documentation has it, and an outbox whose stream is read by whoever is told. */
export const createOwnTables = async (client: DynamoDBClient): Promise<OwnTables> => ({
  idempotency: await create(client, 'StockIdempotency', { ttlAttribute: 'expiration' }),
  outbox: await create(client, 'Outbox', {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  }),
});
