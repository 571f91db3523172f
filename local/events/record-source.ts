import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openStream, type StreamReader } from '../streams/stream-reader.ts';
import type { TimeoutMsOf } from './charge-item.ts';
import type { RecordEvent } from './event.ts';
import type { Found } from './place.ts';
import { readPresentRecords } from './present-records.ts';
import { toRecordChange } from './record-change.ts';

/** The changes of charges' records. */
export interface RecordSource {
  /** A tenant's records as they are. Never fails, as `read` does not. */
  present(tenant: string): Promise<RecordEvent[]>;
  /** Those since the last time, oldest first; the first time, those from now on. Never fails: what cannot be read is none. */
  read(): Promise<Found[]>;
  /** What comes until the next `read` is of no interest. */
  close(): void;
}

export interface RecordSourceOptions {
  readonly client: DynamoDBClient;
  readonly dynamodbEndpoint: string;
  /** @default - this template has no charges, and there is nothing to tell */
  readonly tableName: string | undefined;
  readonly timeoutMsOf: TimeoutMsOf;
  readonly writeLine: (line: string) => void;
}

/** Reads the stream of the charges' table, beside those that work it off and without their knowing. */
export const createRecordSource = (options: RecordSourceOptions): RecordSource => {
  const { client, dynamodbEndpoint, tableName, timeoutMsOf, writeLine } = options;
  let reader: StreamReader | 'no-stream' | undefined = tableName === undefined ? 'no-stream' : undefined;
  /** By shard, the last record that was read: where to go on when an iterator has expired. */
  const reached = new Map<string, string>();
  let lastSaid = '';

  const say = (line: string): void => {
    if (line !== lastSaid) writeLine(`GET /local/events: ${line}`);
    lastSaid = line;
  };
  const open = async (): Promise<StreamReader | 'no-stream'> => {
    const after = (_: string, shardId: string) => reached.get(shardId);
    const position = { tableName: tableName ?? '', startsAt: 'LATEST', after } as const;
    const opened = await openStream(client, dynamodbEndpoint, position);
    if (opened === 'no-stream')
      say(`${dynamodbEndpoint} has no stream of ${tableName}: no records are told.`);
    return opened;
  };

  const readAll = async (): Promise<Found[]> => {
    reader ??= await open();
    if (reader === 'no-stream') return [];
    const shards = await reader.read();
    for (const { shardId, records } of shards)
      reached.set(shardId, records.at(-1)?.dynamodb?.SequenceNumber ?? '');
    return shards.flatMap(({ records }) =>
      records.flatMap((record) => toRecordChange(record, timeoutMsOf) ?? []),
    );
  };

  const orNone = <T>(records: Promise<T[]>): Promise<T[]> =>
    records.catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return [];
    });

  return {
    present: async (tenant) =>
      tableName === undefined ? [] : orNone(readPresentRecords(client, tableName, tenant, timeoutMsOf)),
    read: () => orNone(readAll()),
    close: () => {
      if (reader === undefined || reader === 'no-stream') return;
      reader.close();
      reader = undefined;
      reached.clear();
    },
  };
};
