import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { EventSource } from '../template/model.ts';
import { LOCAL_REGION } from '../template/references.ts';

/** What one look at a stream has brought: the new records of one shard, in their order. */
export interface ShardRecords {
  readonly shardId: string;
  readonly records: readonly _Record[];
}

/** A position in every shard of a table's stream. */
export interface StreamReader {
  readonly streamArn: string;
  /** What has been written since the last time. */
  read(): Promise<ShardRecords[]>;
  close(): void;
}

export interface StreamPosition extends Pick<EventSource, 'tableName' | 'startsAt'> {
  /** The record of a shard after which to begin. @default - at `startsAt` */
  readonly after: (streamArn: string, shardId: string) => string | undefined;
}

/**
 * Opens the stream of a table.
 *
 * @returns `no-stream` when the table has none, as where a DynamoDB of the user's own knows no streams
 */
export const openStream = async (
  client: DynamoDBClient,
  endpoint: string,
  { tableName, startsAt, after }: StreamPosition,
): Promise<StreamReader | 'no-stream'> => {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const StreamArn = table?.LatestStreamArn;
  if (StreamArn === undefined) return 'no-stream';

  const streams = new DynamoDBStreamsClient({
    endpoint,
    region: LOCAL_REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  /** By shard; a shard that was read to its end has none any more. */
  const iterators = new Map<string, string | undefined>();

  const iteratorOf = async (
    ShardId: string,
    otherwise: EventSource['startsAt'],
  ): Promise<string | undefined> => {
    const SequenceNumber = after(StreamArn, ShardId);
    const from = (position: object) =>
      streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: otherwise, ...position }),
      );
    if (SequenceNumber === undefined) return (await from({})).ShardIterator;
    try {
      return (await from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber })).ShardIterator;
    } catch (error) {
      // The stream does not reach back that far any more.
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      return (await from({ ShardIteratorType: 'TRIM_HORIZON' })).ShardIterator;
    }
  };
  /** Shards end and others follow them: one that is new since then is read from its beginning. */
  const findShards = async (otherwise: EventSource['startsAt']): Promise<void> => {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      if (ShardId === undefined || iterators.has(ShardId)) continue;
      iterators.set(ShardId, await iteratorOf(ShardId, otherwise));
    }
  };
  try {
    await findShards(startsAt);
  } catch (error) {
    streams.destroy();
    if (error instanceof Error && error.name === 'UnknownOperationException') return 'no-stream';
    throw error;
  }

  const readShard = async (shardId: string, iterator: string): Promise<ShardRecords> => {
    const { Records, NextShardIterator } = await streams.send(
      new GetRecordsCommand({ ShardIterator: iterator }),
    );
    iterators.set(shardId, NextShardIterator);
    return { shardId, records: Records ?? [] };
  };

  return {
    streamArn: StreamArn,
    read: async () => {
      if ([...iterators.values()].includes(undefined)) await findShards('TRIM_HORIZON');
      const found: ShardRecords[] = [];
      for (const [shardId, iterator] of iterators) {
        if (iterator === undefined) continue;
        try {
          found.push(await readShard(shardId, iterator));
        } catch (error) {
          // A machine that slept. A record that comes twice does no harm, and one that does not come does.
          if (!(error instanceof ExpiredIteratorException)) throw error;
          iterators.set(shardId, await iteratorOf(shardId, 'TRIM_HORIZON'));
        }
      }
      return found.filter(({ records }) => records.length > 0);
    },
    close: () => streams.destroy(),
  };
};
