import { createSimulatedDynamoDb } from './dynamodb/simulated-dynamodb.ts';

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const number = (AttributeName: string) => ({ AttributeName, AttributeType: 'N' });
const index = (IndexName: string, partition: string, sort: string) => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
});
const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];

/** The two tables of the API, as the template defines them: a simulation waits for no synth, a test compares. */
export const DEFINITIONS = [
  {
    TableName: 'charges',
    KeySchema,
    AttributeDefinitions: [
      text('pk'),
      text('tenant'),
      text('createdAtId'),
      text('dueShard'),
      number('dueAtMs'),
    ],
    GlobalSecondaryIndexes: [
      index('byTenant', 'tenant', 'createdAtId'),
      index('byDueAt', 'dueShard', 'dueAtMs'),
    ],
  },
  {
    TableName: 'orders',
    KeySchema,
    AttributeDefinitions: [text('pk'), text('tenant'), text('createdAtId')],
    GlobalSecondaryIndexes: [index('byTenant', 'tenant', 'createdAtId')],
  },
];

export const createDatabase = () => {
  const { documentClient, items } = createSimulatedDynamoDb(DEFINITIONS);
  return { send: (command: unknown) => documentClient.send(command as never) as Promise<unknown>, items };
};
