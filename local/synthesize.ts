import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Whom receipts come from here. They are caught: nobody needs to own the address. */
const RECEIPT_FROM = 'receipts@payonce.example';

export interface SynthesizeOptions {
  /** Where the template and the bundles go. */
  readonly directory: string;
  /** @default 'stripe' - what a local run has a server for, whatever the default of a deployment is */
  readonly processor?: 'stripe' | 'simulated';
  /** Takes each line that says how it goes. */
  readonly writeLine: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs `cdk synth`: the same code and the same settings as for a deployment, bundling included. Only the rules about
 * resources are not checked, which makes no other template and takes nearly half of the time: a deployment checks them, and a
 * test. `FUNCTION_TIMEOUT_S` and `SETTLE_AFTER_S` reach the app through the environment. Takes some seconds.
 *
 * @throws Error when it fails; the reason has been written by then
 */
export const synthesize = async ({
  directory,
  processor = 'stripe',
  writeLine,
  signal,
}: SynthesizeOptions): Promise<void> => {
  const require = createRequire(import.meta.filename);
  const cdk = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const quiet = ['--quiet', '--no-notices', '--no-version-reporting', '--no-color'];
  const flags = ['synth', ...quiet, '--no-lookups', '--no-validation'];
  const context = ['--context', `processor=${processor}`, '--context', `receiptFrom=${RECEIPT_FROM}`];
  const child = spawn(process.execPath, [cdk, ...flags, ...context, '--output', directory], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') writeLine(line);
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`\`cdk synth\` ended with status ${status}.`);
};
