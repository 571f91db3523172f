import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../local/dynamodb/engine.ts';
import { synthesize } from '../../local/synthesize.ts';
import { setRunning } from './running.ts';

/** Rules that need no table are still worth testing while the infrastructure does not synthesize. */
const synthesizeOnce = async (directory: string): Promise<void> => {
  const lines: string[] = [];
  try {
    await synthesize({ directory, writeLine: (line) => lines.push(line) });
    process.env.CDK_OUT = directory;
  } catch (error) {
    console.error([...lines, String(error), 'Tests that need tables or functions fail.'].join('\n'));
  }
};

/**
 * Jest's global set-up: one synthesized template in `CDK_OUT` and one engine at `DYNAMODB_ENDPOINT` for all tests. What
 * is already set is taken as it is, which saves the seconds that `cdk synth` takes:
 * `npx cdk synth -q -c processor=stripe -c receiptFrom=receipts@payonce.example && CDK_OUT=cdk.out npx jest`.
 */
export default async function start(): Promise<void> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const directory = mkdtempSync(join(tmpdir(), 'payonce-test-'));
  const assembly = join(directory, 'cdk.out');
  // What tests and the CDK leave in the temporary folder goes when the run ends, however it ends for them.
  process.env.TMPDIR = join(directory, 'tmp');
  mkdirSync(process.env.TMPDIR);
  const [engine] = await Promise.all([
    process.env.DYNAMODB_ENDPOINT === undefined ? startEngine() : undefined,
    process.env.CDK_OUT === undefined ? synthesizeOnce(assembly) : undefined,
  ]);
  if (engine) process.env.DYNAMODB_ENDPOINT = engine.endpoint;
  setRunning({
    stop: async () => {
      await engine?.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  });
}
