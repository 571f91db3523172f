import { availableParallelism } from 'node:os';
import path from 'node:path';
import { runInThreads } from '../threads.ts';
import type { StockMessage } from './stock-worker.ts';

/**
 * Runs the same seeds in all variants' worlds, in a thread for each core.
 *
 * @throws what a worker threw: the simulation itself is wrong then
 */
export const runManyWorlds = (
  seeds: number,
  onSeed: (verdicts: StockMessage) => void,
  workers = availableParallelism(),
): Promise<void> =>
  runInThreads(
    path.join(import.meta.dirname, 'stock-worker.ts'),
    Math.min(workers, seeds),
    { seeds },
    onSeed,
  );
