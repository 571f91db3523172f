import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

export interface Program {
  readonly port: number;
  /** From its start to its line with the address. */
  readonly readyAfterMs: number;
  /** @throws Error when it ends with another status than 0 */
  stop(): Promise<void>;
}

/**
 * Starts a program that says on its first line where it listens.
 *
 * @param environment what is set beside this process's own
 * @throws Error with what it said when it ends instead
 */
export const startProgram = async (
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Program> => {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, flags, {
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // However this process ends: nobody else would end it.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit').finally(() => process.off('exit', kill));
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const line = once(createInterface({ input: child.stdout }), 'line');
  const [first] = (await Promise.race([line, exited])) as unknown[];
  const readyAfterMs = performance.now() - startedAtMs;
  const port = /localhost:(\d+)/.exec(String(first))?.[1];
  if (port === undefined) throw new Error(`It does not start:\n${said.join('\n')}`);
  return {
    port: Number(port),
    readyAfterMs,
    stop: async () => {
      child.kill('SIGTERM');
      const [status, signal] = await exited;
      if (status !== 0) throw new Error(`It ended with ${status ?? signal}.`);
    },
  };
};
