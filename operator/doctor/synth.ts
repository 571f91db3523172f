import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SynthesizeOptions, synthesize } from '../../local/synthesize.ts';
import type { Finding } from './finding.ts';

const name = 'CDK app';

/** Bundles every function and applies every rule, as `npm start` and a deployment do. */
export const synthFinding = async (
  work: (options: SynthesizeOptions) => Promise<void> = synthesize,
): Promise<Finding> => {
  const directory = mkdtempSync(join(tmpdir(), 'payonce-doctor-'));
  const lines: string[] = [];
  try {
    await work({ directory, writeLine: (line) => lines.push(line) });
    return { name, verdict: 'ok', seen: 'synthesizes' };
  } catch {
    // Why is what the CDK wrote: the error itself has only its exit status.
    const seen = `does not synthesize (${lines.at(-1) ?? 'the CDK wrote nothing'})`;
    return { name, verdict: 'missing', seen, remedy: 'npm run synth, and read what it says' };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
