import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

/** What a folder may import, besides itself and packages. `docs/architecture.md` says why. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'functions/shared': [],
  'functions/idempotency': ['functions/shared'],
  'functions/processor': ['functions/shared'],
  'functions/http': ['functions/shared', 'functions/idempotency'],
  'functions/orders': ['functions/shared', 'functions/idempotency', 'functions/http'],
  infra: ['functions/shared'],
  client: [],
};
const NEVER_BY_FUNCTIONS = ['infra', 'local', 'test', 'operator', 'verify', 'client'];

/** `functions/charges/create.ts` → `functions/charges`; `infra/api.ts` → `infra` */
const folderOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  return first === 'functions' ? `${first}/${second}` : first;
};

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => /^(functions|infra|client)\//.test(path));

interface Import {
  readonly by: string;
  readonly of: string;
}

const IMPORTS: readonly Import[] = FILES.flatMap((by) =>
  [...readFileSync(join(ROOT, by), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, target = '']) => ({ by, of: join(dirname(by), target) }),
  ),
).filter(({ by, of }) => folderOf(by) !== folderOf(of));

describe('dependencies point one way', () => {
  it.each(Object.keys(MAY_IMPORT))('%s imports nothing but what it may', (folder) => {
    const others = IMPORTS.filter(({ by }) => folderOf(by) === folder);
    expect(others.filter(({ of }) => !MAY_IMPORT[folder]?.includes(folderOf(of)))).toEqual([]);
  });

  it('no function imports what is not deployed', () => {
    const ofFunctions = IMPORTS.filter(({ by }) => by.startsWith('functions/'));
    expect(ofFunctions.length).toBeGreaterThan(100);
    expect(ofFunctions.filter(({ of }) => NEVER_BY_FUNCTIONS.includes(folderOf(of)))).toEqual([]);
  });

  it('the stack knows one file of the functions: the limits', () => {
    const ofInfra = IMPORTS.filter(({ by, of }) => by.startsWith('infra/') && of.startsWith('functions/'));
    expect(new Set(ofInfra.map(({ of }) => of))).toEqual(new Set(['functions/shared/limits.ts']));
  });
});
