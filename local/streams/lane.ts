import { randomUUID } from 'node:crypto';
import type { Invocation, InvocationResult } from '../sandbox/invocation.ts';
import type { EventSource } from '../template/model.ts';
import { firstToRepeat } from './answer.ts';
import type { GivenUp } from './give-up.ts';
import type { LambdaRecord } from './stream-record.ts';

/** Lambda does not say how long it waits between attempts. Here they are as quick as a person who watches. */
const PAUSE_FIRST_MS = 200;
const PAUSE_LAST_MS = 2_000;

export interface LaneOptions {
  readonly source: EventSource;
  readonly shardId: string;
  readonly invoke: (functionId: string, invocation: Invocation) => Promise<InvocationResult>;
  readonly giveUp: (
    given: Pick<GivenUp, 'condition' | 'requestId' | 'invokeCount' | 'shardId' | 'records'>,
  ) => void;
  /** These need not be sent again. */
  readonly done: (records: readonly LambdaRecord[]) => void;
  readonly clock: () => number;
  /** Ends at once when the local run does. */
  readonly pause: (durationMs: number) => Promise<void>;
}

/** Records that are worked off one batch after the other, in their order. */
export interface Lane {
  push(record: LambdaRecord): void;
  /** Forgets what has not been sent yet. Done when the function has answered what had been: nothing of it comes later. */
  clear(): Promise<void>;
}

const createdMs = ({ dynamodb }: LambdaRecord): number => (dynamodb.ApproximateCreationDateTime ?? 0) * 1000;

/** Sends what it is given to its function, and sends it again until it is done, too old, or tried too often. */
export const createLane = (options: LaneOptions): Lane => {
  const { source, shardId, invoke, done, clock, pause } = options;
  const waiting: LambdaRecord[] = [];
  let isWorking = false;
  /** Changes whenever everything is forgotten: what was under way then is not tried again. */
  let era = 0;
  let underWay: Promise<unknown> = Promise.resolve();

  const giveUp = (given: Parameters<LaneOptions['giveUp']>[0]): void => {
    options.giveUp(given);
    done(given.records);
  };

  /** Takes what is too old off the batch, tried or not. */
  const withoutExpired = (batch: readonly LambdaRecord[], requestId: string, invokeCount: number) => {
    const isExpired = (record: LambdaRecord) => clock() - createdMs(record) > source.ageMaxMs;
    const records = batch.filter(isExpired);
    if (records.length > 0)
      giveUp({ condition: 'RecordAgeExceeded', requestId, invokeCount, shardId, records });
    return batch.filter((record) => !records.includes(record));
  };

  const workOff = async (whole: readonly LambdaRecord[]): Promise<void> => {
    const startedIn = era;
    let requestId = '';
    let batch = whole;
    for (let calls = 0; ; calls += 1) {
      batch = withoutExpired(batch, requestId, calls);
      if (batch.length === 0) return;
      requestId = randomUUID();
      const event = { Records: batch };
      const answered = invoke(source.functionId, { requestId, event, fault: undefined });
      underWay = answered.catch(() => undefined);
      const result = await answered;
      if (era !== startedIn) return;

      const place = firstToRepeat(batch, result, source.reportsItems);
      done(batch.slice(0, place));
      batch = batch.slice(place);
      if (batch.length === 0) return;
      if (result.kind !== 'answered' && source.bisects && batch.length > 1) return halves(batch, startedIn);
      if (calls >= source.retriesMax) {
        const invokeCount = calls + 1;
        giveUp({ condition: 'RetryAttemptsExhausted', requestId, invokeCount, shardId, records: batch });
        return;
      }
      await pause(Math.min(PAUSE_LAST_MS, PAUSE_FIRST_MS * 2 ** calls));
      if (era !== startedIn) return;
    }
  };

  /** Each half counts its own attempts, as on AWS: splitting uses none up. */
  const halves = async (batch: readonly LambdaRecord[], startedIn: number): Promise<void> => {
    const middle = Math.ceil(batch.length / 2);
    await pause(PAUSE_FIRST_MS);
    for (const half of [batch.slice(0, middle), batch.slice(middle)])
      if (era === startedIn) await workOff(half);
  };

  const work = async (): Promise<void> => {
    isWorking = true;
    while (waiting.length > 0) {
      if (source.windowMs > 0 && waiting.length < source.batchSize) await pause(source.windowMs);
      await workOff(waiting.splice(0, source.batchSize));
    }
    isWorking = false;
  };

  return {
    push: (record) => {
      waiting.push(record);
      if (!isWorking) void work();
    },
    clear: async () => {
      waiting.length = 0;
      era += 1;
      await underWay;
    },
  };
};
