import { execFile } from 'node:child_process';
import { join } from 'node:path';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

/** Either command takes a second or two. */
const TIMEOUT_MS = 60_000;

export interface Said {
  readonly status: number;
  /** What it wrote, errors included. */
  readonly text: string;
}

/** `npm run <command> -- …` against the deployment. */
export type Operator = (command: 'explain' | 'redact', ...args: string[]) => Promise<Said>;

/** Runs the operator's commands as a person would, in the environment that leads them to the deployment. */
export const createOperator =
  ({
    environment,
    stack,
    signal,
  }: {
    environment: NodeJS.ProcessEnv;
    stack: string;
    signal: AbortSignal;
  }): Operator =>
  (command, ...args) =>
    new Promise((resolve, reject) => {
      const place = ['--aws', '--stack', stack];
      const options = { cwd: PROJECT_ROOT, env: environment, timeout: TIMEOUT_MS, signal };
      execFile(
        'npm',
        ['run', '--silent', command, '--', ...args, ...place],
        options,
        (error, stdout, stderr) => {
          // A number is an exit status; anything else means that it did not run to its end.
          if (error !== null && typeof error.code !== 'number') return reject(error);
          resolve({ status: Number(error?.code ?? 0), text: `${stdout}${stderr}` });
        },
      );
    });
