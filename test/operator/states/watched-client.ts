import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredItem } from '../../rig/stored.ts';
import type { Arrow, Kind } from './diagrams.ts';
import { arrowOf, kindOf } from './name-of-step.ts';

export type Seen = ReadonlyMap<Kind, Set<Arrow>>;

interface Write {
  readonly TableName?: string;
  readonly Key?: { readonly pk: string };
  readonly Item?: { readonly pk: string };
}

interface Input extends Write {
  readonly TransactItems?: readonly { readonly Put?: Write; readonly Update?: Write }[];
}

const writesOf = ({
  constructor: { name },
  input,
}: {
  constructor: { name: string };
  input: Input;
}): Write[] => {
  if (name === 'TransactWriteCommand')
    return (input.TransactItems ?? []).flatMap(({ Put, Update }) => Put ?? Update ?? []);
  return name === 'PutCommand' || name === 'UpdateCommand' ? [input] : [];
};

/** The real client; what each write did to the items that it names is read and kept. One write at a time. */
export const watchedClient = (real: DynamoDBDocumentClient, clock: () => number) => {
  const seen = new Map<Kind, Set<Arrow>>([
    ['Charge', new Set()],
    ['Refund', new Set()],
    ['Order', new Set()],
  ]);
  const read = (writes: readonly Write[]): Promise<(StoredItem | undefined)[]> =>
    Promise.all(
      writes.map(async ({ TableName, Key, Item }) => {
        const key = { pk: Key?.pk ?? Item?.pk };
        const found = await real.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
        return found.Item;
      }),
    );
  const note = (before: readonly (StoredItem | undefined)[], after: readonly (StoredItem | undefined)[]) => {
    for (const [index, item] of after.entries())
      if (item !== undefined && !isDeepStrictEqual(item, before[index]))
        seen.get(kindOf(item))?.add(arrowOf(before[index], item, clock()));
  };
  let turn: Promise<unknown> = Promise.resolve();
  const watch = async (command: Parameters<typeof real.send>[0]): Promise<unknown> => {
    const writes = writesOf(command as never);
    if (writes.length === 0) return real.send(command);
    const before = await read(writes);
    try {
      return await real.send(command);
    } finally {
      note(before, await read(writes));
    }
  };
  const send = (command: Parameters<typeof real.send>[0]): Promise<unknown> => {
    const mine = turn.then(() => watch(command));
    turn = mine.catch(() => undefined);
    return mine;
  };
  return { documentClient: { send } as unknown as DynamoDBDocumentClient, seen: seen as Seen };
};
