import { parentPort, workerData } from 'node:worker_threads';
import { runSeed, type SeedReport } from './run-seed.ts';
import type { Share } from './threads.ts';

/** What all workers run together. */
export interface SeedRange {
  readonly first: number;
  readonly count: number;
}

/** What is said of each seed: no more than what is asked for of thousands. */
export type SeedVerdict = Pick<
  SeedReport,
  'seed' | 'violations' | 'requests' | 'counters' | 'redactionCounters'
>;

// Refusals are errors and there are millions: nobody reads where they were made.
Error.stackTraceLimit = 0;

/** Runs every `step`th seed of a range, and sends the reports as they come. */
const runAll = async ({ first, count, offset, step }: SeedRange & Share): Promise<void> => {
  for (let seed = first + offset; seed < first + count; seed += step) {
    const { violations, requests, counters, redactionCounters } = await runSeed(seed);
    const verdict: SeedVerdict = { seed, violations, requests, counters, redactionCounters };
    parentPort?.postMessage(verdict);
  }
};

void runAll(workerData as SeedRange & Share);
