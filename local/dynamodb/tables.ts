import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Table } from '../template/model.ts';

/** A table is there in milliseconds on every local engine. */
const ACTIVE_WITHIN_MS = 10_000;

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const untilActive = async (client: DynamoDBClient, name: string): Promise<void> => {
  const deadlineMs = Date.now() + ACTIVE_WITHIN_MS;
  while ((await describe(client, name))?.TableStatus !== 'ACTIVE') {
    if (Date.now() > deadlineMs) throw new Error(`Table ${name} does not become active`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Not every engine has a TTL. None here deletes by it while you watch, and no answer may depend on it. */
const setTimeToLive = async (client: DynamoDBClient, name: string, attribute: string): Promise<void> => {
  const specification = { AttributeName: attribute, Enabled: true };
  try {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }),
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'UnknownOperationException') return;
    throw error;
  }
};

/** The part of a definition that a stored table must share with the template. */
const shapeOf = (definition: CreateTableCommandInput | TableDescription): string => {
  const keys = (schema: CreateTableCommandInput['KeySchema']): string[] =>
    (schema ?? []).map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);
  const indexes = (definition.GlobalSecondaryIndexes ?? []).map((index) => [
    index.IndexName,
    ...keys(index.KeySchema),
  ]);
  return JSON.stringify([keys(definition.KeySchema), indexes.sort()]);
};

/** Creates one table; the name may be another than the template's. */
export const createTable = async (client: DynamoDBClient, table: Table, name = table.name): Promise<void> => {
  await client.send(new CreateTableCommand({ ...table.definition, TableName: name }));
  await untilActive(client, name);
  if (table.ttlAttribute !== undefined) await setTimeToLive(client, name, table.ttlAttribute);
};

/**
 * Creates the tables that are not there yet and keeps those that are, with all that is in them.
 *
 * @throws Error when a table that is there has other keys or indexes than the template
 */
export const ensureTables = async (client: DynamoDBClient, tables: readonly Table[]): Promise<void> => {
  for (const table of tables) {
    const existing = await describe(client, table.name);
    if (existing === undefined) await createTable(client, table);
    else if (shapeOf(existing) !== shapeOf(table.definition)) {
      throw new Error(
        `Table ${table.name} has other keys or indexes than the template: it was made by another version. ` +
          'Start with a new DATA_DIR or an empty DynamoDB.',
      );
    }
  }
};
