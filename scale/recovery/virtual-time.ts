import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { World } from '../../functions/shared/world.ts';

interface Timer {
  readonly atMs: number;
  readonly ring: () => void;
}

/**
 * Time that passes only while everybody waits for it: what takes real time (the engine) takes none, and what is said to
 * take a second takes exactly that, without anybody waiting.
 */
export const virtualTime = (startMs: number) => {
  let nowMs = startMs;
  let realCalls = 0;
  let timers: Timer[] = [];

  const sleep = (durationMs: number): Promise<void> =>
    new Promise((ring) => timers.push({ atMs: nowMs + durationMs, ring }));

  const world: World = { clock: () => nowMs, sleep, random: () => 0.5, uniqueName: randomUUID };

  /** Runs what takes real time; time stands still meanwhile. */
  const stopped = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    realCalls += 1;
    try {
      return await act();
    } finally {
      realCalls -= 1;
    }
  };

  const ringNext = (): void => {
    const atMs = Math.min(...timers.map((timer) => timer.atMs));
    const due = timers.filter((timer) => timer.atMs === atMs);
    timers = timers.filter((timer) => timer.atMs !== atMs);
    nowMs = atMs;
    for (const { ring } of due) ring();
  };

  /** Lets time pass until `act` has ended. */
  const during = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    let hasEnded = false;
    const ending = act().finally(() => {
      hasEnded = true;
    });
    // Seen below, when it is awaited.
    ending.catch(() => undefined);
    while (!hasEnded) {
      await nextTurn();
      if (!hasEnded && realCalls === 0 && timers.length > 0) ringNext();
    }
    return ending;
  };

  return { world, stopped, during };
};
