import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { ledgerOf } from '../../local/http/rig/client.ts';
import { serve } from '../../local/http/rig/server.ts';

const ROOT = join(import.meta.dirname, '../../..');
const directory = mkdtempSync(join(tmpdir(), 'payonce-package-'));
const installed = join(directory, 'node_modules/@payonce/client');
/** A build, a pack and a server at once take longer on a machine that is busy. */
const PATIENCE_MS = 60_000;

let local: LocalPayonce;

/** @throws with what it said when it ends badly */
const run = async (cwd: string, program: string, ...args: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(program, args, { cwd }).catch((error) => {
    throw new Error(`${error.stdout}${error.stderr}`);
  });
  return stdout;
};

/** Built, packed and unpacked as npm does it, with nothing else around it. */
const install = async (): Promise<void> => {
  const dist = join(directory, 'dist');
  await run(ROOT, process.execPath, '--import', 'tsx', 'client/build.ts', dist);
  const packed = (await run(directory, 'npm', 'pack', dist, '--silent', '--offline')).trim();
  mkdirSync(installed, { recursive: true });
  await run(directory, 'tar', '-xzf', packed, '-C', installed, '--strip-components', '1');
  for (const file of ['consumer.mjs', 'consumer.mts'])
    copyFileSync(join(import.meta.dirname, file), join(directory, file));
};

beforeAll(async () => {
  [local] = await Promise.all([serve(), install()]);
}, PATIENCE_MS);
afterAll(async () => {
  await local?.stop();
  rmSync(directory, { recursive: true, force: true });
});

it('the package depends on nothing and installs nothing', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies', 'scripts'];
  expect(kinds.filter((kind) => kind in manifest)).toEqual([]);
  expect(readFileSync(join(installed, 'index.js'), 'utf8')).not.toMatch(/^import /m);
});

it('the package charges once from plain Node', async () => {
  const { token } = await local.issuer.issueToken('acme');
  const said = await run(directory, process.execPath, 'consumer.mjs', local.url, token);
  expect(JSON.parse(said)).toEqual({
    status: 'succeeded',
    replays: [false, true],
    charges: 1,
    errors: ['function', 'function'],
  });
  expect(await ledgerOf(local)).toHaveLength(1);
});

const FLAGS = '--noEmit --strict --module nodenext --target es2022 --lib es2022,dom'.split(' ');

it.each([
  ['TypeScript 5', 'client/node_modules/typescript'],
  ['TypeScript 7', 'node_modules/typescript'],
])('the types of the package take what is right and refuse what is wrong, for %s', async (_, typescript) => {
  const tsc = join(ROOT, typescript, 'bin/tsc');
  expect(await run(directory, process.execPath, tsc, ...FLAGS, 'consumer.mts')).toBe('');
});

it('the examples of its README compile', async () => {
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, example = '']) => example);
  expect(examples).toHaveLength(2);
  const files = examples.map((_, index) => `example-${index}.mts`);
  for (const [index, file] of files.entries()) writeFileSync(join(directory, file), examples[index] ?? '');
  const node = ['--skipLibCheck', '--typeRoots', join(ROOT, 'node_modules/@types'), '--types', 'node'];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  expect(await run(directory, process.execPath, tsc, ...FLAGS, ...node, ...files)).toBe('');
});
