import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { synthKey } from './synth-key.ts';
import { type SynthesizeOptions, synthesize } from './synthesize.ts';

/** Gone with `npm ci`, as what they were made with. */
export const KEPT_SYNTHS = join(import.meta.dirname, '../node_modules/.cache/payonce-synth');

/** For those who start in turn with short and long time-outs, and with either processor. Each is 7 MB. */
const KEPT_MAX = 4;

interface KeptSynthOptions {
  readonly folder?: string;
  readonly synthesize?: (options: SynthesizeOptions) => Promise<void>;
  /** The same for two synths that would make the same. */
  readonly keyOf?: (processor: string) => string;
}

/** False when there is none, or another run has just removed it: then nothing of it is left in `directory`. */
const take = (kept: string, directory: string): boolean => {
  if (!existsSync(kept)) return false;
  try {
    cpSync(kept, directory, { recursive: true });
    return true;
  } catch {
    // A part of it would be taken by the CDK for its own work.
    rmSync(directory, { recursive: true, force: true });
    return false;
  }
};

const keep = (directory: string, folder: string, key: string): void => {
  const unfinished = join(folder, `${key}.${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    cpSync(directory, unfinished, { recursive: true });
    // All of it or nothing: another run may look at this moment.
    renameSync(unfinished, join(folder, key));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), changedMs: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.changedMs - one.changedMs);
  for (const { path } of byAge.slice(KEPT_MAX)) rmSync(path, { recursive: true, force: true });
};

/**
 * Synthesizes, unless an earlier start has done so from the very same files, settings and packages: then takes a copy of
 * what that one made.
 *
 * @throws Error as `synthesize` does
 */
export const keptSynth =
  ({ folder = KEPT_SYNTHS, synthesize: make = synthesize, keyOf = synthKey }: KeptSynthOptions = {}) =>
  async (options: SynthesizeOptions): Promise<void> => {
    const { directory, processor = 'stripe', writeLine } = options;
    const key = keyOf(processor);
    if (take(join(folder, key), directory)) {
      writeLine('Nothing that it is made of has changed: the last one is used.');
      return;
    }
    await make(options);
    // Edited meanwhile: nobody knows which of it was read.
    if (keyOf(processor) !== key) return;
    try {
      keep(directory, folder, key);
    } catch (error) {
      // This start has what it needs; the next one is as slow.
      writeLine(
        `It is not kept for the next start: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
