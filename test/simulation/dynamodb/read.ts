import type { BatchGetCommandInput, GetCommandInput } from '@aws-sdk/lib-dynamodb';
import { fromStored, toStored } from './marshalling.ts';
import { hasOnly, notSimulated } from './not-simulated.ts';
import { itemAt, placeOf, type State, type Tables } from './state.ts';

const requireConsistent = ({ ConsistentRead }: { readonly ConsistentRead?: boolean | undefined }): void => {
  if (ConsistentRead !== true) throw notSimulated('a read of a table that may be behind');
};

const itemByKey = (
  tables: Tables,
  state: State,
  tableName: string | undefined,
  key: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> | undefined => {
  const item = itemAt(state, placeOf(tables, tableName, toStored(key), true));
  return item && fromStored(item);
};

/** A strongly consistent read of one item. */
export const get = (tables: Tables, state: State, input: GetCommandInput) => {
  hasOnly('Get', input, ['TableName', 'Key', 'ConsistentRead']);
  requireConsistent(input);
  const item = itemByKey(tables, state, input.TableName, input.Key);
  return item === undefined ? {} : { Item: item };
};

/** Strongly consistent reads. All items that are there, in the order of their keys: DynamoDB promises no order. */
export const batchGet = (tables: Tables, state: State, input: BatchGetCommandInput) => {
  hasOnly('BatchGet', input, ['RequestItems']);
  const requests = Object.entries(input.RequestItems ?? {});
  const Responses = requests.map(([tableName, request]) => {
    hasOnly('BatchGet', request, ['Keys', 'ConsistentRead']);
    requireConsistent(request);
    const keys = request.Keys ?? [];
    if (new Set(keys.map((key) => JSON.stringify(key))).size !== keys.length)
      throw notSimulated('a key twice in a batch');
    return [tableName, keys.flatMap((key) => itemByKey(tables, state, tableName, key) ?? [])] as const;
  });
  const count = requests.reduce((sum, [, { Keys }]) => sum + (Keys?.length ?? 0), 0);
  if (count === 0 || count > 100) throw notSimulated('a batch of this size');
  return { Responses: Object.fromEntries(Responses), UnprocessedKeys: {} };
};
