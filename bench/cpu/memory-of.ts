import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Event } from '../../functions/http/call.ts';

const RUNNER = join(import.meta.dirname, 'memory-runner.mjs');

/** Two hundred requests take about a second. */
const SAID_WITHIN_MS = 30_000;

export interface Program {
  /** @default - Node.js alone */
  readonly bundlePath?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @default - it is only loaded */
  readonly events?: readonly Event[];
}

interface Said {
  readonly rss: number;
  readonly heapUsed: number;
}

/**
 * Starts a process, has it load its bundle and serve its events, and ends it.
 *
 * @throws Error when it ends by itself or does not answer in time
 */
export const memoryOf = async ({ bundlePath, environment, events }: Program) => {
  const flags = ['--expose-gc', RUNNER, ...(bundlePath === undefined ? [] : [bundlePath])];
  const child = spawn(process.execPath, flags, {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const ended = exited.then(([code]) => {
    throw new Error(`the process of ${bundlePath ?? 'Node.js alone'} ended with ${code}`);
  });
  ended.catch(() => undefined);
  const said = async (): Promise<Said> => {
    const message = once(child, 'message', { signal: AbortSignal.timeout(SAID_WITHIN_MS) });
    const [memory] = await Promise.race([message, ended]);
    return memory as Said;
  };
  try {
    const loaded = await said();
    if (events === undefined) return { loaded };
    child.send(events as Event[]);
    return { loaded, served: await said() };
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
};
