import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { QUIET } from '../threads.ts';
import type { Errand, Found } from './hunter.ts';

/** What a world that ends takes is far below a second: this one does not end. */
const SEED_LIMIT_MS = 60_000;

/** A thread that runs one errand after another. */
export interface Hunter {
  /**
   * `undefined`: it did not come to an end within a minute, and was ended.
   *
   * @throws what went wrong outside of every handler
   */
  readonly run: (errand: Errand) => Promise<Found | undefined>;
  readonly stop: () => Promise<void>;
}

export const startHunter = (hunterUrl: string): Hunter => {
  const start = (): Worker => new Worker(new URL(hunterUrl), { env: QUIET });
  let worker = start();

  return {
    run: async (errand) => {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), SEED_LIMIT_MS);
      try {
        const found = once(worker, 'message', { signal: limit.signal });
        worker.postMessage(errand);
        return (await found)[0] as Found;
      } catch (error) {
        // The mutant broke the thread: the next one gets a new one.
        await worker.terminate();
        worker = start();
        if (limit.signal.aborted) return undefined;
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    stop: async () => {
      await worker.terminate();
    },
  };
};
