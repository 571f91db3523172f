import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A program of the tests' own, with its output. */
export interface SpawnedProgram {
  readonly child: ChildProcess;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** Runs a program that imports `ends-with-its-test-run.ts`: through the channel it learns when that is. */
export const spawnProgram = (
  file: string,
  env: NodeJS.ProcessEnv,
  { detached = false }: { readonly detached?: boolean } = {},
): SpawnedProgram => {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached,
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the program has no output');
  return { child, stdout, stderr };
};
