import { apply } from './dynamodb/apply.ts';
import { laggingIndex } from './dynamodb/lagging-index.ts';
import type { State } from './dynamodb/state.ts';
import { readTable, type TableDefinition } from './dynamodb/table-definition.ts';
import type { Settled } from './settled.ts';

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

/** The tables of the API, as the template defines them: a simulation waits for no synth, a test compares. */
export const DEFINITIONS = [
  {
    TableName: 'charges',
    KeySchema,
    AttributeDefinitions: [
      text('pk'),
      text('tenant'),
      text('createdAtId'),
      text('refundOf'),
      text('refundedAtId'),
      text('dueShard'),
      number('dueAtMs'),
    ],
    GlobalSecondaryIndexes: [
      index('byTenant', 'tenant', 'createdAtId'),
      index('byCharge', 'refundOf', 'refundedAtId'),
      index('byDueAt', 'dueShard', 'dueAtMs'),
    ],
  },
  {
    TableName: 'orders',
    KeySchema,
    AttributeDefinitions: [text('pk'), text('tenant'), text('createdAtId')],
    GlobalSecondaryIndexes: [index('byTenant', 'tenant', 'createdAtId')],
  },
  {
    TableName: 'idempotency',
    KeySchema,
    AttributeDefinitions: [text('pk')],
    GlobalSecondaryIndexes: [],
  },
];

export interface Database {
  /** Carries a command out, here and now. @param lagMs how far behind an index is that it reads. @default 0 */
  readonly carryOut: (command: object, lagMs?: number) => Settled<unknown>;
  readonly state: () => State;
  /** What indexes that are so far behind show now. */
  readonly shown: (lagMs: number) => State;
}

/** @param onChange is called after each command that has changed something */
export const createDatabase = (
  clock: () => number,
  onChange: () => void,
  moreTables: readonly TableDefinition[] = [],
): Database => {
  const definitions: readonly TableDefinition[] = [...DEFINITIONS, ...moreTables];
  const tables = new Map(definitions.map((each) => [each.TableName ?? '', readTable(each)] as const));
  let state: State = new Map([...tables.keys()].map((name) => [name, new Map()]));
  let lag = 0;
  const indexed = laggingIndex(clock, () => lag);
  const shown = (lagMs: number): State => {
    lag = lagMs;
    return indexed(state);
  };

  return {
    state: () => state,
    shown,
    carryOut: (command, lagMs = 0) => {
      try {
        const applied = apply(tables, state, command, shown(lagMs));
        if (applied.state !== state) {
          state = applied.state;
          onChange();
        }
        return { value: { ...applied.answer, $metadata: {} } };
      } catch (error) {
        return { error };
      }
    },
  };
};
