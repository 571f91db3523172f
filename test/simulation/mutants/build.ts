import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { type Mutant, mutated } from './mutant.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Packages stay where they are and are loaded once for all mutants: named by their place, from anywhere. */
const packagesInPlace: Plugin = {
  name: 'packages-in-place',
  setup: (building) => {
    building.onResolve({ filter: /^[^./]/ }, async ({ path: name, kind, resolveDir, pluginData }) => {
      if (pluginData === 'ours' || name.startsWith('node:')) return undefined;
      const found = await building.resolve(name, { kind, resolveDir, pluginData: 'ours' });
      return path.isAbsolute(found.path)
        ? { path: pathToFileURL(found.path).href, external: true }
        : { path: found.path, external: true };
    });
  },
};

const mutation = (mutant: Mutant, touched: Set<string>): Plugin => ({
  name: 'mutation',
  setup: (building) => {
    const files = new Set(mutant.edits.map(({ file }) => file));
    building.onLoad({ filter: /\.ts$/ }, ({ path: absolute }) => {
      const file = path.relative(ROOT, absolute);
      if (!files.has(file)) return undefined;
      touched.add(file);
      return { contents: mutated(mutant, file, readFileSync(absolute, 'utf8')), loader: 'ts' };
    });
  },
});

/**
 * Bundles a file of this folder, with a mutant's changes in it. Nothing is written but `outfile`.
 *
 * @throws Error when the mutant does not apply, or changes a file that the simulation does not run
 */
export const buildWith = async (entry: string, mutant: Mutant, outfile: string): Promise<string> => {
  const touched = new Set<string>();
  await build({
    entryPoints: [path.join(import.meta.dirname, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // The conditions that Node itself resolves by, without the bundlers' own.
    conditions: [],
    logLevel: 'silent',
    plugins: [packagesInPlace, mutation(mutant, touched)],
  });
  const untouched = mutant.edits.find(({ file }) => !touched.has(file));
  if (untouched !== undefined)
    throw new Error(`no longer applies: "${mutant.name}": ${untouched.file} is not part of the simulation`);
  return pathToFileURL(outfile).href;
};

/** The edits' sources as they would be: cheap, and enough to see whether a mutant still applies. @throws Error */
export const requireApplies = (mutant: Mutant): void => {
  for (const file of new Set(mutant.edits.map((edit) => edit.file)))
    mutated(mutant, file, readFileSync(path.join(ROOT, file), 'utf8'));
};
