import { availableParallelism } from 'node:os';
import path from 'node:path';
import { addCounts, type Counters, noCounts } from './counters.ts';
import type { SeedRange, SeedVerdict } from './seed-worker.ts';
import { runInThreads } from './threads.ts';

export interface ManySeeds {
  readonly seeds: number;
  readonly requests: number;
  /** Seeds with a violation, in order. */
  readonly failed: readonly Pick<SeedVerdict, 'seed' | 'violations'>[];
  readonly counters: Counters;
  readonly redactionCounters: Counters;
  readonly durationMs: number;
}

/**
 * Runs seeds in worker threads. What a seed does depends on nothing but the seed: the number of workers changes the
 * time, never the result.
 *
 * @param options.workers @default - one for each core
 * @throws what a worker threw: the simulation itself is wrong then
 */
export const runManySeeds = async (
  { first, count }: Pick<SeedRange, 'first' | 'count'>,
  options: {
    readonly workers?: number | undefined;
    readonly onProgress?: (seeds: number, requests: number) => void;
  } = {},
): Promise<ManySeeds> => {
  const threads = Math.min(options.workers ?? availableParallelism(), count);
  const startedAtMs = performance.now();
  const [counters, redactionCounters] = [noCounts(), noCounts()];
  const failed: ManySeeds['failed'][number][] = [];
  let [seeds, requests] = [0, 0];

  const take = (verdict: SeedVerdict): void => {
    seeds += 1;
    requests += verdict.requests;
    addCounts(counters, verdict.counters);
    addCounts(redactionCounters, verdict.redactionCounters);
    if (verdict.violations.length > 0) failed.push(verdict);
    options.onProgress?.(seeds, requests);
  };
  const file = path.join(import.meta.dirname, 'seed-worker.ts');
  await runInThreads(file, threads, { first, count }, take);

  failed.sort((one, other) => one.seed - other.seed);
  return {
    seeds,
    requests,
    failed,
    counters,
    redactionCounters,
    durationMs: performance.now() - startedAtMs,
  };
};
