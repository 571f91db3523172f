import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { addCounts, type Counters, noCounts } from './counters.ts';
import type { SeedRange, SeedVerdict } from './seed-worker.ts';

export interface ManySeeds {
  readonly seeds: number;
  readonly requests: number;
  /** Seeds with a violation, in order. */
  readonly failed: readonly Pick<SeedVerdict, 'seed' | 'violations'>[];
  readonly counters: Counters;
  readonly durationMs: number;
}

/** Nothing is traced: X-Ray's library would follow every promise all the same, which is more than half of the work. */
const ENVIRONMENT = {
  ...process.env,
  AWS_XRAY_MANUAL_MODE: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** The worker as one script, for a thread without a loader of its own: the same under Jest and on the command line. */
const bundleWorker = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'seed-worker.ts')],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
};

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
  const step = Math.min(options.workers ?? availableParallelism(), count);
  const startedAtMs = performance.now();
  const counters = noCounts();
  const failed: ManySeeds['failed'][number][] = [];
  let [seeds, requests] = [0, 0];

  const take = (verdict: SeedVerdict): void => {
    seeds += 1;
    requests += verdict.requests;
    addCounts(counters, verdict.counters);
    if (verdict.violations.length > 0) failed.push(verdict);
    options.onProgress?.(seeds, requests);
  };
  const script = await bundleWorker();
  const work = (offset: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const workerData: SeedRange = { first, count, offset, step };
      const worker = new Worker(script, { eval: true, workerData, execArgv: [], env: ENVIRONMENT });
      worker.on('message', take);
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: step }, (_, offset) => work(offset)));

  failed.sort((one, other) => one.seed - other.seed);
  return { seeds, requests, failed, counters, durationMs: performance.now() - startedAtMs };
};
