import { parentPort, workerData } from 'node:worker_threads';
import type { Share } from '../threads.ts';
import { runVariant, type StockVerdict, VARIANTS } from './variants.ts';

/** A share of `seeds` seeds, for all variants. */
interface StockShare extends Share {
  readonly seeds: number;
}

/** What one seed came to in each variant, in their order. */
export type StockMessage = readonly StockVerdict[];

// Refusals are errors and there are millions: nobody reads where they were made.
Error.stackTraceLimit = 0;

const runAll = async ({ seeds, offset, step }: StockShare): Promise<void> => {
  for (let seed = 1 + offset; seed <= seeds; seed += step) {
    const verdicts: StockVerdict[] = [];
    for (const variant of VARIANTS) verdicts.push(await runVariant(seed, variant));
    parentPort?.postMessage(verdicts satisfies StockMessage);
  }
};

void runAll(workerData as StockShare);
