import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { localClient } from '../../local/dynamodb/client.ts';
import { createTable } from '../../local/dynamodb/tables.ts';
import type { Table } from '../../local/template/model.ts';
import { readTemplate } from '../../local/template/read-template.ts';

export interface FreshTables {
  /** Their names. */
  readonly tables: {
    readonly charges: string;
    readonly orders: string;
    readonly idempotency: string;
  };
  readonly client: DynamoDBClient;
  readonly documentClient: DynamoDBDocumentClient;
}

const given = (name: 'CDK_OUT' | 'DYNAMODB_ENDPOINT'): string => {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`There is no ${name}: test/engine/start.ts could not provide it and has said why.`);
};

/** A construct's id is the start of its logical id; eight hexadecimal digits follow. */
const isNamed = (table: Table, constructId: string): boolean =>
  new RegExp(`^${constructId}[0-9A-F]{8}$`).test(table.name);

/**
 * Creates the template's tables under names of their own, so that test files cannot meet. Takes some milliseconds.
 *
 * @example const { tables: { charges, orders }, documentClient } = await freshTables();
 */
export const freshTables = async (): Promise<FreshTables> => {
  const template = readTemplate(given('CDK_OUT'));
  const client = localClient(given('DYNAMODB_ENDPOINT'));
  const suffix = randomUUID().slice(0, 8);

  const create = async (constructId: string): Promise<string> => {
    const table = template.tables.find((candidate) => isNamed(candidate, constructId));
    if (table === undefined) throw new Error(`The template has no table ${constructId}`);
    const name = `${constructId}-${suffix}`;
    await createTable(client, table, name);
    return name;
  };
  const [charges, orders, idempotency] = await Promise.all([
    create('Charges'),
    create('Orders'),
    create('Idempotency'),
  ]);
  return {
    tables: { charges, orders, idempotency },
    client,
    documentClient: DynamoDBDocumentClient.from(client, MARSHALLING),
  };
};
