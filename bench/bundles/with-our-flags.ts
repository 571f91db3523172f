import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';
import { PROCESSOR, PROJECT_ROOT } from './sources.ts';

/** The flags of production but for one that only ours can have: the default layer needs its JMESPath. */
export const WITH_JMESPATH: BuildOptions = { alias: {} };

/**
 * Bundles an entry with the flags of production.
 *
 * @param changes to the flags
 * @returns the path of the bundle
 */
export const bundleWithOurFlags = (source: string, directory: string, changes: BuildOptions = {}): string => {
  const outfile = join(mkdtempSync(join(directory, 'flags-')), 'index.js');
  buildSync({
    ...bundling(PROCESSOR),
    ...changes,
    entryPoints: [source],
    outfile,
    absWorkingDir: PROJECT_ROOT,
    logLevel: 'error',
  });
  return outfile;
};
