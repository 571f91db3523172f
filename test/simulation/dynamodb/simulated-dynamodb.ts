import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { apply } from './apply.ts';
import { fromStored } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';
import type { State } from './state.ts';
import { readTable, type TableDefinition } from './table-definition.ts';

export interface SimulatedDynamoDb {
  /** Carries a command out at once and answers in the next microtask: time, loss and repetition go around it. */
  readonly documentClient: DynamoDBDocumentClient;
  /** A table's items as they are, in the order of their keys; copies. */
  readonly items: (tableName: string) => readonly Record<string, unknown>[];
  /** All tables as they are now. What is kept of it stays as it was: an index may be shown from it later. */
  readonly state: () => State;
}

/**
 * DynamoDB at the level of the document client's `send`, for the commands and the grammar that `functions/` and the
 * stock layer of Powertools use: the same answers and the same errors as the embedded engine gives. Everything else
 * throws "not simulated: …".
 *
 * Not seen: reserved words in expressions, and the sizes of items and pages. Nothing is ever contended or throttled.
 *
 * @param options.indexed what indexes show, given how the tables are. @default - they are never behind
 * @example const { documentClient } = createSimulatedDynamoDb(template.tables.map(({ definition }) => definition));
 */
export const createSimulatedDynamoDb = (
  definitions: readonly TableDefinition[],
  options: { readonly indexed?: (now: State) => State } = {},
): SimulatedDynamoDb => {
  const tables = new Map(
    definitions.map((definition) => [definition.TableName ?? '', readTable(definition)] as const),
  );
  let state: State = new Map([...tables.keys()].map((name) => [name, new Map()]));

  const send = async (command: object): Promise<object> => {
    const applied = apply(tables, state, command, options.indexed?.(state) ?? state);
    state = applied.state;
    return { ...applied.answer, $metadata: {} };
  };

  return {
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    items: (tableName) => {
      const items = state.get(tableName);
      if (items === undefined) throw notSimulated(`a table named ${tableName}`);
      return [...items.entries()]
        .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
        .map(([, item]) => fromStored(item));
    },
    state: () => state,
  };
};
