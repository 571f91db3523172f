import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { operationsOf } from '../../../local/contract-page/document.ts';
import { samplesOf, setUpSamples } from '../../../local/contract-page/samples/index.ts';
import { toLiteral } from '../../../local/contract-page/samples/typescript.ts';
import { DOCUMENT } from './document.ts';

const NODE_MODULES = join(import.meta.dirname, '..', '..', '..', 'node_modules');

const COMPILER_OPTIONS = {
  target: 'es2023',
  lib: ['es2023', 'dom'],
  module: 'esnext',
  moduleResolution: 'bundler',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  preserveSymlinks: true,
  skipLibCheck: true,
};

/** What the page says comes from earlier answers. */
const EARLIER = `declare const chargeId: string;
declare const refundId: string;
declare const orderId: string;
declare const etag: string;
`;

const directory = mkdtempSync(join(tmpdir(), 'payonce-samples-'));
symlinkSync(NODE_MODULES, join(directory, 'node_modules'));
writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const typescriptOf = (samples: ReturnType<typeof samplesOf>): string | undefined =>
  samples.find(({ lang }) => lang === 'TypeScript')?.source;

/** What the compiler has against the files in the directory. */
const complaints = async (): Promise<string> => {
  const tsc = join(NODE_MODULES, 'typescript', 'bin', 'tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--project', directory]);
  return run.then(
    () => '',
    ({ stdout }) => stdout,
  );
};

describe('the samples of the client', () => {
  const setUp = typescriptOf(setUpSamples('http://localhost:3000'));

  it('are there for each operation that needs a token, and call that operation', () => {
    for (const operation of operationsOf(DOCUMENT)) {
      const source = typescriptOf(samplesOf(DOCUMENT, operation));
      if (operation.security.length === 0) expect(source).toBeUndefined();
      else expect(source).toContain(`payonce.${operation.operationId}(`);
    }
  });

  it('compile as they stand, each after the first', async () => {
    for (const operation of operationsOf(DOCUMENT)) {
      const source = typescriptOf(samplesOf(DOCUMENT, operation));
      if (source !== undefined)
        writeFileSync(join(directory, `${operation.operationId}.ts`), `${setUp}\n${EARLIER}\n${source}\n`);
    }

    expect(await complaints()).toBe('');
  });

  it('would not compile with another body', async () => {
    const [create] = operationsOf(DOCUMENT).filter(({ operationId }) => operationId === 'charges.create');
    const source = create && typescriptOf(samplesOf(DOCUMENT, create))?.replace('amount:', 'sum:');
    const file = join(directory, 'wrong.ts');
    writeFileSync(file, `${setUp}\n${source}\n`);

    expect(await complaints()).toMatch(/wrong\.ts\(\d+,\d+\): error TS\d+.*sum/);
    rmSync(file);
  });
});

describe('a literal', () => {
  it.each([
    [{ a: 1, 'b-c': [true, null] }, "{ a: 1, 'b-c': [true, null] }"],
    [{}, '{}'],
    [`it's "so"\n`, `'it\\'s "so"\\n'`],
    [
      { list: [{ sku: 'x'.repeat(60) }] },
      `{\n  list: [\n    {\n      sku: '${'x'.repeat(60)}',\n    },\n  ],\n}`,
    ],
  ])('of %j is %s', (value, literal) => {
    expect(toLiteral(value)).toBe(literal);
  });
});
