import { createRequire } from 'node:module';
import type { BuildOptions } from 'esbuild';

/** Not before it is needed: no start waits for it. */
const loadEsbuild = (): typeof import('esbuild') => createRequire(import.meta.filename)('esbuild');

/** @throws Error that quotes the first line that is wrong */
export const bundle = (entryPoint: string, options: BuildOptions): Buffer => {
  const { outputFiles = [] } = loadEsbuild().buildSync({
    ...options,
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    logLevel: 'silent',
  });
  return Buffer.from(outputFiles[0]?.contents ?? '');
};
