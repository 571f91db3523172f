import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

/** Much longer than a deployment ever took; CloudFormation itself would wait for hours. */
const TIMEOUT_MS = 20 * 60 * 1000;

/** Between two lines of progress. */
const PROGRESS_EVERY_MS = 3_000;

/** `payonce-dev | 61/93 | 7:05:53 PM | CREATE_COMPLETE | AWS::… | …` → `61/93 CREATE_COMPLETE AWS::…` */
export const progressOf = (line: string): string | undefined => {
  const found = /^\S+ \|\s*(\d+\/\d+) \|[^|]*\| (\w+)\s*\| (\S+)/.exec(line);
  return found === null ? undefined : `${found[1]} ${found[2]} ${found[3]}`;
};

export type Cdk = (args: readonly string[], signal?: AbortSignal) => Promise<void>;

/**
 * Runs the project's own CDK, in a process group of its own: a Ctrl-C in the terminal reaches us, and we decide.
 * Everything that it writes goes to the log; how far it is goes to `write`.
 */
export const createCdk =
  ({
    environment,
    logFile,
    write,
  }: {
    environment: NodeJS.ProcessEnv;
    logFile: string;
    write: (line: string) => void;
  }): Cdk =>
  async (args, signal) => {
    const cdk = join(
      dirname(createRequire(import.meta.filename).resolve('aws-cdk/package.json')),
      'bin',
      'cdk',
    );
    const child = spawn(process.execPath, [cdk, ...args, '--no-notices', '--no-color'], {
      cwd: PROJECT_ROOT,
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => {
      // Negative: the whole group, since the CDK starts the app as a process of its own.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    };
    const timer = setTimeout(end, TIMEOUT_MS);
    signal?.addEventListener('abort', end, { once: true });

    let lastMs = 0;
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        appendFileSync(logFile, `${line}\n`);
        if (line.trim() !== '') lastLines.push(line.trim());
        if (lastLines.length > 6) lastLines.shift();
        const progress = progressOf(line);
        if (progress === undefined || Date.now() - lastMs < PROGRESS_EVERY_MS) return;
        lastMs = Date.now();
        write(`  | ${progress}`);
      });
    }

    try {
      const status = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      if (status !== 0)
        throw new Error(`\`cdk ${args[0]}\` ended with status ${status}: ${lastLines.join(' / ')}`);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  };
