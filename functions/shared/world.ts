import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, systemClock } from './clock.ts';

/** Everything that is not the same in two runs of the same request: passed in, so that a simulation can own it. */
export interface World {
  readonly clock: Clock;
  readonly sleep: (durationMs: number) => Promise<void>;
  /** 0 ≤ x < 1, for jitter only. */
  readonly random: () => number;
  /** A name that nobody else has: every attempt gets one as its owner. */
  readonly uniqueName: () => string;
}

export const realWorld: World = {
  clock: systemClock,
  sleep: (durationMs) => sleep(durationMs),
  random: Math.random,
  uniqueName: randomUUID,
};
