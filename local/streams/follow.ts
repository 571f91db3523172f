import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Checkpoints } from './checkpoints.ts';
import { matches } from './filter.ts';
import { createLane, type Lane, type LaneOptions } from './lane.ts';
import { openStream, type StreamReader } from './stream-reader.ts';
import { type LambdaRecord, toLambdaRecord } from './stream-record.ts';

/** As often as Lambda looks at a shard; less often when there is nothing to see. */
const POLL_MS = 250;
const POLL_IDLE_MS = 1_000;

export interface FollowOptions extends Omit<LaneOptions, 'shardId' | 'done'> {
  readonly client: DynamoDBClient;
  readonly dynamodbEndpoint: string;
  readonly checkpoints: Checkpoints;
  readonly isStopped: () => boolean;
  readonly writeLine: (line: string) => void;
}

/** One event source that is followed. */
export interface Followed {
  /**
   * Forgets everything that was written until now, sent or not, and what `empty` writes. Nothing of it is being worked on
   * meanwhile.
   */
  clear(empty: () => Promise<void>): Promise<void>;
  /** Done when nothing of it goes on. */
  stop(): Promise<void>;
}

/** An item's records are always in the same lane. */
const laneNumber = ({ dynamodb }: LambdaRecord, lanes: number): number =>
  createHash('sha256').update(JSON.stringify(dynamodb.Keys)).digest().readUInt32BE() % lanes;

const sequenceOf = ({ dynamodb }: LambdaRecord): string => dynamodb.SequenceNumber;

/** Runs one thing after the other, whatever became of the one before. */
const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act, act);
    last = done;
    return done;
  };
};

/** Reads a stream as it grows, and hands each record that passes the filters to its lane. */
export const follow = (options: FollowOptions): Followed => {
  const { source, client, dynamodbEndpoint, checkpoints, isStopped, pause, writeLine } = options;
  const lanes = new Map<string, Lane>();
  // What is to be forgotten must not be brought by a look that is under way.
  const inTurn = createTurns();
  let reader: StreamReader | undefined;
  let lastSaid = '';
  /** Two functions on one stream work it off at two speeds. */
  const placeOf = (streamArn: string | undefined, shardId: string): string =>
    `${source.functionId} ${streamArn} ${shardId}`;

  const isWanted = (record: LambdaRecord): boolean =>
    source.patterns.length === 0 || source.patterns.some((pattern) => matches(pattern, record));

  const laneOf = (record: LambdaRecord, shardId: string): Lane => {
    const name = `${shardId} ${laneNumber(record, source.lanes)}`;
    const done: LaneOptions['done'] = (records) => {
      for (const each of records) checkpoints.done(placeOf(each.eventSourceARN, shardId), sequenceOf(each));
    };
    const lane = lanes.get(name) ?? createLane({ ...options, shardId, done });
    lanes.set(name, lane);
    return lane;
  };

  const look = async ({ read, streamArn }: StreamReader, send: typeof pass): Promise<number> => {
    const found = await read();
    // The lanes have ended: one that got a record now would try it for ever, without a pause. It comes with the next run.
    if (isStopped()) return 0;
    let count = 0;
    for (const { shardId, records } of found) {
      count += records.length;
      for (const record of records.map((each) => toLambdaRecord(each, streamArn))) {
        checkpoints.begin(placeOf(streamArn, shardId), sequenceOf(record));
        send(record, shardId);
      }
    }
    checkpoints.save();
    return count;
  };

  const pass = (record: LambdaRecord, shardId: string): void => {
    if (isWanted(record)) laneOf(record, shardId).push(record);
    else checkpoints.done(placeOf(record.eventSourceARN, shardId), sequenceOf(record));
  };

  /** Reads to the end of the stream and sends nothing of it. */
  const forget = async (): Promise<void> => {
    await Promise.all([...lanes.values()].map((lane) => lane.clear()));
    while (reader !== undefined && (await look(reader, () => undefined)) > 0);
    checkpoints.allDone();
    checkpoints.save();
  };

  /** `undefined` when it failed, which is said once and not every second. */
  const orSaid = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await inTurn(act);
    } catch (error) {
      const line = `The stream of table ${source.tableName}: ${error instanceof Error ? error.message : String(error)}`;
      if (line !== lastSaid && !isStopped()) writeLine(line);
      lastSaid = line;
      return undefined;
    }
  };

  const poll = async (): Promise<void> => {
    const after = (streamArn: string, shardId: string) => checkpoints.of(placeOf(streamArn, shardId));
    const open = async () => {
      const stream = await openStream(client, dynamodbEndpoint, { ...source, after });
      if (stream !== 'no-stream') reader = stream;
      return stream;
    };
    let stream: StreamReader | 'no-stream' | undefined;
    while (stream === undefined) {
      if (isStopped()) return;
      stream = await orSaid(open);
      if (stream === undefined) await pause(POLL_IDLE_MS);
    }
    if (stream === 'no-stream') {
      const { functionId, tableName } = source;
      writeLine(`${functionId} is never called: ${dynamodbEndpoint} has no stream of ${tableName}.`);
      return;
    }

    const opened = stream;
    let pauseMs = POLL_MS;
    while (!isStopped()) {
      const count = await orSaid(() => look(opened, pass));
      pauseMs = count ? POLL_MS : Math.min(POLL_IDLE_MS, pauseMs * 1.5);
      await pause(pauseMs);
    }
  };

  const ended = poll();
  return {
    clear: (empty) =>
      inTurn(async () => {
        await forget();
        await empty();
        await forget();
      }),
    stop: async () => {
      for (const lane of lanes.values()) void lane.clear();
      await ended;
      checkpoints.save();
      reader?.close();
    },
  };
};
