import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { itemBytes, writeUnits } from './item-size.ts';

/** Units by where they were used: `Charges`, `Charges.byDueAt`. */
export type Units = Readonly<Record<string, number>>;

/** What some calls to DynamoDB have used. */
export interface Usage {
  /** The names of the calls: `PutItem`, `TransactWriteItems`. */
  readonly calls: readonly string[];
  readonly writes: Units;
  readonly reads: Units;
}

type Marshalled = Parameters<typeof unmarshall>[0];
type Sent = { constructor: { name: string }; input: Record<string, unknown> };

const READS = new Set(['GetCommand', 'QueryCommand', 'BatchGetCommand']);

/** `Charges-1a2b3c4d` → `Charges` */
const kindOf = (tableName = ''): string => tableName.replace(/-[0-9a-f]{8}$/, '');

const add = (units: Record<string, number>, where: string, more: number): void => {
  if (more > 0) units[where] = (units[where] ?? 0) + more;
};

const addReported = (units: Record<string, number>, reported: readonly ConsumedCapacity[]): void => {
  for (const { TableName, Table, GlobalSecondaryIndexes = {} } of reported) {
    add(units, kindOf(TableName), Table?.CapacityUnits ?? 0);
    for (const [index, { CapacityUnits = 0 }] of Object.entries(GlobalSecondaryIndexes))
      add(units, `${kindOf(TableName)}.${index}`, CapacityUnits);
  }
};

const unitsOf = (found: Marshalled | undefined): number =>
  found === undefined ? 1 : writeUnits(itemBytes(unmarshall(found)));

/**
 * What a refused write costs: it reports nothing, but DynamoDB takes units for the item that it met. Of a canceled
 * transaction the documentation says only that its units are doubled: each of its items is counted as if it had been
 * carried out, which is the most that it can be. An item whose condition held is not shown, and is counted as 1 KB.
 */
const addRefused = (units: Record<string, number>, { input }: Sent, error: unknown): void => {
  const { Item, CancellationReasons } = error as {
    Item?: Marshalled;
    CancellationReasons?: readonly { Item?: Marshalled }[];
  };
  if (CancellationReasons === undefined) {
    add(units, kindOf(input.TableName as string), unitsOf(Item));
    return;
  }
  const items = input.TransactItems as readonly Readonly<Record<string, { TableName: string }>>[];
  for (const [index, item] of items.entries()) {
    const [{ TableName } = { TableName: '' }] = Object.values(item);
    add(units, kindOf(TableName), 2 * unitsOf(CancellationReasons[index]?.Item));
  }
};

/** The real client on the real engine, asked what each call consumed. */
export const meteredClient = (real: DynamoDBDocumentClient) => {
  let calls: string[] = [];
  let writes: Record<string, number> = {};
  let reads: Record<string, number> = {};

  const send = async (command: Sent): Promise<unknown> => {
    const { name } = command.constructor;
    calls.push(name.replace('Command', ''));
    command.input.ReturnConsumedCapacity = 'INDEXES';
    try {
      const answer = (await real.send(command as never)) as {
        ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
      };
      const reported = [answer.ConsumedCapacity ?? []].flat() as ConsumedCapacity[];
      addReported(READS.has(name) ? reads : writes, reported);
      return answer;
    } catch (error) {
      addRefused(writes, command, error);
      throw error;
    }
  };
  return {
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    /** What was used since the last time. */
    take: (): Usage => {
      const usage = { calls, writes, reads };
      calls = [];
      writes = {};
      reads = {};
      return usage;
    },
  };
};
