import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineBinary } from './dynamodb/engine.ts';
import { checkPort } from './listen.ts';
import { type LocalPayonce, startLocal } from './local-payonce.ts';
import { readLocalFlags, readLocalSettings } from './settings.ts';
import type { SynthesizeOptions } from './synthesize.ts';

/** Something that holds a request back may not hold back the end: then what is left is cut off. */
const STOP_WITHIN_MS = 1_800;

const writeProgress = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * `npm start`: synthesizes, serves until SIGINT or SIGTERM, and then ends with status 0. Standard output is the one line
 * with the address, written when calls can be taken; whatever else there is to say goes to standard error.
 */
export const runProgram = async (
  synthesize: (options: SynthesizeOptions) => Promise<void>,
): Promise<void> => {
  // A warning about this process's own Node version, which says nothing about the functions.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const aborted = new AbortController();
  const cdkOut = mkdtempSync(join(tmpdir(), 'payonce-'));
  process.once('exit', () => rmSync(cdkOut, { recursive: true, force: true }));
  let local: LocalPayonce | undefined;

  const stop = async (): Promise<void> => {
    aborted.abort();
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    await local?.stop();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());

  try {
    const settings = readLocalSettings(process.env);
    const { processor } = readLocalFlags(process.argv.slice(2), process.env);
    await checkPort(settings.port);
    // Said before the seconds that a synth takes.
    if (settings.dynamodbEndpoint === undefined) engineBinary();
    const startedAtMs = performance.now();
    writeProgress('Synthesizing the CDK app and bundling its functions…');
    await synthesize({ directory: cdkOut, processor, writeLine: writeProgress, signal: aborted.signal });
    writeProgress(`Synthesized in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
    local = await startLocal({ ...settings, cdkOut });
    const { url, dynamodb } = local;
    console.log(
      `Payonce is ready on ${url} (DynamoDB: ${dynamodb.description}, processor: ${local.processor.description})`,
    );
  } catch (error) {
    if (aborted.signal.aborted) return;
    writeProgress(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
};
