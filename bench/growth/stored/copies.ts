import { marshall } from '@aws-sdk/util-dynamodb';
import { DUE_SHARDS } from '../../../functions/idempotency/home.ts';
import { idFor } from '../../../functions/idempotency/index.ts';
import { shardOf } from '../../../functions/shared/ids.ts';
import { TENANT } from '../../../scale/counting/event.ts';

/** An item as a production handler has written it. */
export type Model = Readonly<Record<string, unknown>> & { readonly id: string };

const SHARD = '<shard>';

/** The key that leads to the copy number `n`. */
export const storedKey = (n: number): string => `stored-${n}`;

/** The ids of the copies, in the order of the table's keys: an engine takes them in faster. */
export const copyIds = (operation: Parameters<typeof idFor>[0], count: number): string[] =>
  Array.from({ length: count }, (_, n) => idFor(operation, TENANT, storedKey(n))).sort();

/** Makes lines of a DynamoDB export: the model under another id, wherever the id is in it. */
export const copier = (model: Model): ((id: string) => string) => {
  const marked = 'dueShard' in model ? { ...model, dueShard: SHARD } : model;
  const line = JSON.stringify({ Item: marshall(marked) });
  return (id) => line.replaceAll(model.id, id).replace(SHARD, String(shardOf(id, DUE_SHARDS)));
};
