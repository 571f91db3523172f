import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { entryFile } from '../../infra/bundling.ts';
import { ROUTES } from '../../infra/routes.ts';

/** Our own files that a function is made of. */
const filesOf = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [entryFile(entry)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: 'index.js',
    write: false,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
};

describe('the contract', () => {
  it.each(ROUTES.map(({ entry }) => entry))('is not generated in %s', async (entry) => {
    const files = await filesOf(entry);

    expect(files.filter((file) => file.includes('contract/openapi/'))).toEqual([]);
    if (!entry.startsWith('contract/'))
      expect(files.filter((file) => file.includes('contract/'))).toEqual([]);
  });
});
