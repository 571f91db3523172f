import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Resource, Stack } from './cloud-assembly.ts';
import type { Table } from './model.ts';
import type { LocalNames } from './references.ts';

type Index = NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>[number];

interface TableProperties {
  readonly AttributeDefinitions: CreateTableCommandInput['AttributeDefinitions'];
  readonly KeySchema: CreateTableCommandInput['KeySchema'];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: CreateTableCommandInput['LocalSecondaryIndexes'];
  readonly StreamSpecification?: { readonly StreamViewType?: 'NEW_AND_OLD_IMAGES' };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled?: boolean | string };
}

const isTable = ({ Type }: Resource): boolean =>
  Type === 'AWS::DynamoDB::Table' || Type === 'AWS::DynamoDB::GlobalTable';

/** Capacity, encryption, backups and replicas do not exist on a local engine; what decides an answer does. */
const toTable = (name: string, properties: TableProperties): Table => {
  const { GlobalSecondaryIndexes: indexes, LocalSecondaryIndexes: localIndexes } = properties;
  const { StreamSpecification: stream, TimeToLiveSpecification: timeToLive } = properties;
  return {
    name,
    definition: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      ...(indexes && {
        GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
          IndexName,
          KeySchema,
          Projection,
        })),
      }),
      ...(localIndexes && { LocalSecondaryIndexes: localIndexes }),
      ...(stream?.StreamViewType && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType },
      }),
    },
    ttlAttribute: timeToLive && String(timeToLive.Enabled) === 'true' ? timeToLive.AttributeName : undefined,
  };
};

export const readTables = (stack: Stack, names: LocalNames): Table[] =>
  Object.entries(stack.resources)
    .filter(([, resource]) => isTable(resource))
    .map(([logicalId, { Properties }]) =>
      toTable(
        String(names.resolve({ Ref: logicalId }, `Table ${logicalId}`)),
        names.resolve(Properties, `Table ${logicalId}`) as TableProperties,
      ),
    );
