import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'payonce-generated-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('the types and operations of the client are those of docs/openapi.json', () => {
  execFileSync(process.execPath, ['--import', 'tsx', 'client/generate.ts', directory], { cwd: ROOT });
  for (const file of ['openapi.ts', 'operations.ts']) {
    const read = (from: string) => readFileSync(join(from, file), 'utf8');
    if (read(directory) !== read(join(ROOT, 'client/generated')))
      throw new Error(
        'The contract has changed: run `npm run client:generate`, and commit client/generated.',
      );
  }
  expect.assertions(0);
});
