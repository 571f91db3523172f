import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What a browser of the last three years runs, and every Node that is still supported. */
const TARGET = 'es2022';

const client = import.meta.dirname;
const dist = process.argv[2] ?? join(client, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

buildSync({
  entryPoints: [join(client, 'index.ts')],
  outfile: join(dist, 'index.js'),
  bundle: true,
  format: 'esm',
  target: TARGET,
});
execFileSync(
  process.execPath,
  [join(client, '../node_modules/typescript/bin/tsc'), '-p', client, '--outDir', dist],
  { stdio: 'inherit' },
);

// Inside the repository the source is what is imported; the package that others get has no TypeScript in it.
const {
  private: _,
  devDependencies: __,
  ...manifest
} = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));
const exports = { '.': { types: './index.d.ts', default: './index.js' } };
writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ ...manifest, exports }, null, 2)}\n`);
copyFileSync(join(client, 'README.md'), join(dist, 'README.md'));
copyFileSync(join(client, '../LICENSE'), join(dist, 'LICENSE'));
