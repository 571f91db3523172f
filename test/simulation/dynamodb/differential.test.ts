import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FreshTables, freshTables } from '../../engine/tables.ts';
import { carryOut } from './carry-out.ts';
import type { Operation } from './operation.ts';
import { operation } from './operations.ts';
import { pairClients } from './paired-client.ts';
import { createSimulatedDynamoDb } from './simulated-dynamodb.ts';

/** Some thousand commands in some seconds; `SEED=… RUNS=…` sends others, and more of them. */
const SEED = Number(process.env.SEED ?? 20_260_101);
const RUNS = Number(process.env.RUNS ?? 20);
const TIMEOUT_MS = 60_000 + RUNS * 3_000;

const simulationOf = async ({ tables, client }: FreshTables) => {
  const described = Object.values(tables).map((TableName) =>
    client.send(new DescribeTableCommand({ TableName })),
  );
  return createSimulatedDynamoDb((await Promise.all(described)).map(({ Table = {} }) => Table));
};

const play = async (operations: readonly Operation[]): Promise<void> => {
  const engine = await freshTables();
  const simulated = await simulationOf(engine);
  const pair = pairClients(engine.documentClient, simulated.documentClient);

  for (const each of operations) {
    await carryOut(pair.documentClient, engine.tables, each);
    expect(pair.differences).toEqual([]);
  }
  expect(pair.commandCount()).toBeGreaterThanOrEqual(operations.length);

  for (const TableName of Object.values(engine.tables)) {
    const { Items = [] } = await engine.documentClient.send(
      new ScanCommand({ TableName, ConsistentRead: true }),
    );
    const inOrder = Items.sort((one, other) => Buffer.compare(Buffer.from(one.pk), Buffer.from(other.pk)));
    expect(simulated.items(TableName)).toEqual(inOrder);
  }
  engine.client.destroy();
};

it(
  'answers, refuses and keeps what the engine does, whatever production sends in whatever order',
  async () => {
    const sequence = fc.array(operation, { minLength: 30, maxLength: 60, size: 'max' });
    await fc.assert(fc.asyncProperty(sequence, play), { seed: SEED, numRuns: RUNS });
  },
  TIMEOUT_MS,
);
