import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { StockMessage, StockRange } from './stock-worker.ts';

/** X-Ray's library, which production's code loads, otherwise follows every promise: half of the work. */
const ENVIRONMENT = {
  ...process.env,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_XRAY_MANUAL_MODE: 'true',
};

/** One script: a thread has no loader for our sources. */
const bundleWorker = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'stock-worker.ts')],
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
 * Runs the same seeds in all variants' worlds, in a thread for each core: their number changes the time, never the
 * result.
 *
 * @throws what a worker threw: the simulation itself is wrong then
 */
export const runManyWorlds = async (
  seeds: number,
  onSeed: (verdicts: StockMessage) => void,
  workers = availableParallelism(),
): Promise<void> => {
  const script = await bundleWorker();
  const step = Math.min(workers, seeds);
  const work = (offset: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const workerData: StockRange = { seeds, offset, step };
      const worker = new Worker(script, { eval: true, workerData, execArgv: [], env: ENVIRONMENT });
      worker.on('message', onSeed);
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: step }, (_, offset) => work(offset)));
};
