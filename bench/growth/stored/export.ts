import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { FreshTables } from '../../../test/engine/tables.ts';
import { copier, type Model } from './copies.ts';

const zip = promisify(gzip);

/** Some 20 MB of text before it is compressed. */
const LINES_PER_FILE = 10_000;

/**
 * Copies of a model in the form in which DynamoDB exports a table, and the table's description without its stream: with
 * one, each write of this engine takes longer than the one before, and what has been measured already would show.
 */
export const writeExport = async (
  directory: string,
  { client }: Pick<FreshTables, 'client'>,
  tableName: string,
  model: Model,
  ids: readonly string[],
): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const { StreamSpecification: _, ...withoutStream } = Table ?? {};
  writeFileSync(join(directory, 'schema.json'), JSON.stringify({ Table: withoutStream }));
  const files = join(directory, 'export', tableName, 'data');
  mkdirSync(files, { recursive: true });
  const lineOf = copier(model);
  for (let start = 0; start < ids.length; start += LINES_PER_FILE) {
    const lines = ids.slice(start, start + LINES_PER_FILE).map(lineOf);
    writeFileSync(join(files, `${start}.json.gz`), await zip(`${lines.join('\n')}\n`, { level: 1 }));
  }
};
