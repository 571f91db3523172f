import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnProgram } from '../../../rig/spawn-program.ts';

const PROGRAM = join(import.meta.dirname, 'program.ts');

export interface RunningProgram {
  readonly url: string;
  /** As a power cut does: nothing is finished, nothing is said. */
  kill(): Promise<void>;
}

/** @throws Error with what it said when it ends before it can take calls */
export const runProgram = async (environment: Readonly<Record<string, string>>): Promise<RunningProgram> => {
  const { DYNAMODB_ENDPOINT: _, ...inherited } = process.env;
  const env = { ...inherited, PORT: '0', LOG_FILE: '/dev/null', ...environment };
  const { child, stdout, stderr } = spawnProgram(PROGRAM, env);
  const ended = once(child, 'close');
  const errors: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => errors.push(line));
  const firstLine = once(createInterface({ input: stdout }), 'line');
  const [line] = await Promise.race([firstLine, ended]);
  const url = /http:\/\/localhost:\d+/.exec(`${line}`)?.[0];
  if (url === undefined) throw new Error(errors.join('\n'));
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
