import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { bundling, entryFile } from '../../infra/bundling.ts';
import { ENTRIES } from '../../infra/routes.ts';
import { readSettings } from '../../infra/settings.ts';
import { packageFilesOf, sourcesOf, synthKey } from '../../local/synth-key.ts';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

const root = mkdtempSync(join(tmpdir(), 'payonce-synth-key-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (name: string, content: string): void => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
};
const PACKAGES = { 'node_modules/bundled': {}, 'node_modules/tool': { dev: true } };

beforeEach(() => {
  for (const name of ['cdk.json', 'infra/app.ts', 'functions/orders/create.ts', 'docs/openapi.json'])
    write(name, 'once');
  write('node_modules/.package-lock.json', JSON.stringify({ packages: PACKAGES }));
  write('node_modules/bundled/lib/index.js', 'once');
});

const keyOf = (environment = {}, processor = 'stripe'): string => synthKey(processor, environment, root);

describe('the key of a synth', () => {
  it('is the same as long as nothing changes', () => {
    expect(keyOf({ PORT: '1' })).toBe(keyOf({ PORT: '2', DATA_DIR: 'here' }));
  });

  it.each([
    ['cdk.json', 'other'],
    ['infra/app.ts', 'other'],
    ['functions/orders/create.ts', 'other'],
    ['docs/openapi.json', 'other'],
    ['functions/orders/new.ts', ''],
    ['cdk.context.json', '{}'],
    ['node_modules/.package-lock.json', JSON.stringify({ packages: { ...PACKAGES, other: {} } })],
    ['node_modules/bundled/lib/index.js', 'longer than before'],
  ])('changes with %s', (name, content) => {
    const before = keyOf();
    write(name, content);
    expect(keyOf()).not.toBe(before);
  });

  it('changes when a package that is bundled is edited by hand, even to the same length', () => {
    const before = keyOf();
    utimesSync(join(root, 'node_modules/bundled/lib/index.js'), 1, 1);
    expect(keyOf()).not.toBe(before);
  });

  it.each(['FUNCTION_TIMEOUT_S', 'SETTLE_AFTER_S', 'CDK_DEFAULT_REGION', 'NODE_OPTIONS'])(
    'changes with the variable %s',
    (name) => expect(keyOf({ [name]: '3' })).not.toBe(keyOf()),
  );

  it('changes with the processor', () => {
    expect(keyOf({}, 'simulated')).not.toBe(keyOf());
  });
});

describe('what is in the key', () => {
  it('is every variable that the app reads', () => {
    const read: string[] = [];
    const environment = new Proxy<NodeJS.ProcessEnv>(
      {},
      {
        get: (_, name) => {
          read.push(String(name));
          return undefined;
        },
      },
    );
    readSettings(() => undefined, environment);
    expect(read).not.toEqual([]);
    for (const name of read) expect([name, keyOf({ [name]: '1' })]).not.toEqual([name, keyOf()]);
  });

  it('is every file that the bundles and the app are made of', () => {
    const options = {
      minify: false,
      write: false,
      metafile: true,
      outdir: root,
      logLevel: 'silent',
    } as const;
    const bundles = buildSync({ ...bundling('stripe'), ...options, entryPoints: ENTRIES.map(entryFile) });
    const app = buildSync({
      ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external' },
      ...options,
      entryPoints: [join(PROJECT_ROOT, 'infra/app.ts')],
    });
    const made = [bundles, app].flatMap(({ metafile }) => Object.keys(metafile.inputs));
    // What esbuild itself puts in place of a module has no file.
    const files = made.filter((name) => !name.startsWith('(disabled)')).map((name) => resolve(name));
    const keyed = new Set([...sourcesOf(), ...packageFilesOf()]);
    expect(files.filter((path) => !keyed.has(path))).toEqual([]);
    expect(files.length).toBeGreaterThan(500);
  });
});
