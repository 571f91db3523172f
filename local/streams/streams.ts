import { setTimeout as passed } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Invocation, InvocationResult } from '../sandbox/invocation.ts';
import type { EventSource } from '../template/model.ts';
import { openCheckpoints } from './checkpoints.ts';
import { follow } from './follow.ts';
import { toDeadLetter } from './give-up.ts';
import type { LaneOptions } from './lane.ts';

export interface StreamsOptions {
  readonly eventSources: readonly EventSource[];
  readonly client: DynamoDBClient;
  readonly dynamodbEndpoint: string;
  readonly invoke: (functionId: string, invocation: Invocation) => Promise<InvocationResult>;
  /** Where it is kept how far the streams have been worked off. @default - nowhere */
  readonly checkpointPath: string | undefined;
  /** Takes what was given up. */
  readonly putDeadLetter: (queue: string, message: unknown) => void;
  readonly clock: () => number;
  /** Says what a local run cannot do, and what went wrong meanwhile. */
  readonly writeLine: (line: string) => void;
}

export interface Streams {
  /** Empties tables: forgets everything that was written until then, sent or not, and lets nobody work on it meanwhile. */
  clear(empty: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Polls the streams of the template's event sources and calls their functions as Lambda does. Nobody waits for it to
 * start.
 */
export const startStreams = ({ eventSources, checkpointPath, ...options }: StreamsOptions): Streams => {
  const checkpoints = openCheckpoints(checkpointPath);
  const stopped = new AbortController();

  const pause = async (durationMs: number): Promise<void> => {
    // Aborted: the run ends, and so does the pause.
    await passed(durationMs, undefined, { signal: stopped.signal }).catch(() => undefined);
  };
  const giveUpFor =
    ({ functionId, deadLetters: queue }: EventSource): LaneOptions['giveUp'] =>
    (given) => {
      const { records, condition } = given;
      options.writeLine(`${functionId}: ${records.length} records are given up (${condition}).`);
      if (queue !== undefined)
        options.putDeadLetter(queue, toDeadLetter({ ...given, functionId, nowMs: options.clock() }));
    };

  const followed = eventSources.map((source) =>
    follow({
      ...options,
      checkpoints,
      source,
      pause,
      giveUp: giveUpFor(source),
      isStopped: () => stopped.signal.aborted,
    }),
  );
  return {
    clear: (empty) =>
      followed.reduce<() => Promise<void>>(
        (act, { clear }) =>
          () =>
            clear(act),
        empty,
      )(),
    stop: async () => {
      stopped.abort();
      await Promise.all(followed.map(({ stop }) => stop()));
    },
  };
};
