import { randomUUID } from 'node:crypto';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createSimulatedProcessor } from '../../functions/processor/simulated.ts';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { localClient } from '../../local/dynamodb/client.ts';
import { createTable } from '../../local/dynamodb/tables.ts';
import { readSimulatedBooks } from '../../local/processor/simulated-ledger.ts';
import { connectionLost, connectionRefused, type Fault, faultyClient } from '../rig/faulty-client.ts';
import type { ProcessorHarness } from './harness.ts';
import { CLAIMED_AT_MS } from './payments.ts';

/** A ledger of its own on the real engine. Its key is what the stack's is: `test/infra/simulated-processor.test.ts` sees to that. */
const createLedger = async () => {
  const client = localClient(process.env.DYNAMODB_ENDPOINT ?? '');
  const name = `SimulatedLedger-${randomUUID().slice(0, 8)}`;
  await createTable(client, {
    name,
    ttlAttribute: undefined,
    definition: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    },
  });
  return { client, name };
};

/** The simulated processor, with a hand on the connection to its ledger. */
export const simulatedHarness = async () => {
  let nowMs = CLAIMED_AT_MS;
  const clock = () => nowMs;
  const { client, name: tableName } = await createLedger();
  const engine = DynamoDBDocumentClient.from(client, MARSHALLING);
  const faulty = faultyClient(engine);
  const { documentClient } = faulty;
  const during =
    (fault: Fault) =>
    async <T>(act: () => Promise<T>): Promise<T> => {
      faulty.inject({ ...fault, times: Number.POSITIVE_INFINITY });
      try {
        return await act();
      } finally {
        faulty.recover();
      }
    };
  return {
    processor: createSimulatedProcessor({ documentClient, tableName, clock }),
    ledger: async () => (await readSimulatedBooks(client, tableName)).payments,
    refunds: async () => (await readSimulatedBooks(client, tableName)).refunds,
    nowMs: clock,
    pass: (durationMs: number) => {
      nowMs += durationMs;
    },
    losingAnswers: during({ at: 'after', error: connectionLost() }),
    disconnected: during({ at: 'before', error: connectionRefused() }),
    close: async () => client.destroy(),
    faulty,
    engine,
    tableName,
    clock,
  } satisfies ProcessorHarness & Record<string, unknown>;
};
