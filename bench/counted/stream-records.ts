import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openStream } from '../../local/streams/stream-reader.ts';

/** Counts what the changes of these tables put on their streams. */
export const watchStreams = async (client: DynamoDBClient, tableNames: readonly string[]) => {
  const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
  const streams = await Promise.all(
    tableNames.map(async (tableName) => {
      const stream = await openStream(client, endpoint, {
        tableName,
        startsAt: 'LATEST',
        after: () => undefined,
      });
      if (stream === 'no-stream') throw new Error(`${tableName} has no stream`);
      return stream;
    }),
  );
  return {
    /** Those since the last time, of all the tables together. */
    take: async (): Promise<number> => {
      const shards = (await Promise.all(streams.map((stream) => stream.read()))).flat();
      return shards.reduce((sum, { records }) => sum + records.length, 0);
    },
    close: (): void => {
      for (const stream of streams) stream.close();
    },
  };
};
