import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

/** Of a thread: what the SDK has to say of this Node version is said often enough. */
export const QUIET = {
  ...process.env,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** A file as one script, for a thread without a loader of its own: the same under Jest and on the command line. */
const bundle = async (file: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [file],
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

/** The part of the whole that one thread does: every `step`th, from the one with its `offset` on. */
export interface Share {
  readonly offset: number;
  readonly step: number;
}

/**
 * Runs a file in threads that share the work. Their number changes the time, never the result.
 *
 * @param whole what all of them are told, besides their share
 * @throws what a thread threw: the simulation itself is wrong then
 */
export const runInThreads = async <Message>(
  file: string,
  threads: number,
  whole: object,
  take: (message: Message) => void,
): Promise<void> => {
  const script = await bundle(file);
  const run = (offset: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const workerData = { ...whole, offset, step: threads };
      const worker = new Worker(script, { eval: true, workerData, execArgv: [], env: QUIET });
      worker.on('message', take);
      worker.on('error', reject);
      worker.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: threads }, (_, offset) => run(offset)));
};
