import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';

const BYTES_MAX = 3_000;

it('all of it, minified and gzipped, is less than 3 000 bytes', () => {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, '../../client/index.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
  console.log(`@payonce/client: ${bytes} bytes, minified and gzipped`);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(BYTES_MAX);
});
