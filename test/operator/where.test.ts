import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { bundling, entryFile } from '../../infra/bundling.ts';
import { Refused } from '../../operator/place/refused.ts';
import { where } from '../../operator/where/where.ts';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

const said = async (...args: string[]): Promise<string[]> => {
  const lines: string[] = [];
  await where(args, (line) => lines.push(line));
  return lines;
};

let directory: string;
/** The stack of a deployed function that lacks a variable of its environment. */
let stack: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'payonce-where-'));
  const bundle = join(directory, 'index.js');
  buildSync({
    ...bundling('simulated'),
    entryPoints: [entryFile('charges/create')],
    outfile: bundle,
    absWorkingDir: PROJECT_ROOT,
  });
  writeFileSync(join(directory, 'package.json'), '{"type":"commonjs"}');
  const program = `try { require(${JSON.stringify(bundle)}).handler({}, {}) } catch (error) { console.log(error.stack) }`;
  stack = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', env: { AWS_REGION: 'local' } });
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The line that says so, of the source. */
const lineOf = (path: string, text: string): number =>
  readFileSync(join(PROJECT_ROOT, path), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('a stack of a deployed function', () => {
  it('leads to the lines of the source, innermost first', async () => {
    expect(stack).toContain('SIMULATED_LEDGER_TABLE is missing');
    const [thrown, , chosen] = await said('charges.create', stack, '--processor', 'simulated');

    expect(thrown).toContain(
      `functions/shared/environment.ts:${lineOf('functions/shared/environment.ts', 'throw new Error(')}:`,
    );
    expect(chosen).toContain(
      `functions/processor/choose.ts:${lineOf('functions/processor/choose.ts', 'tableName: environment.')}:`,
    );
  });

  it('may be given frame by frame, or as positions alone', async () => {
    const [, line, column] = /index\.js:(\d+):(\d+)/.exec(stack) ?? [];
    const whole = await said(
      'charges.create',
      `at a (/var/task/index.js:${line}:${column})`,
      '--processor',
      'simulated',
    );

    expect(await said('charges.create', `${line}:${column}`, '--processor', 'simulated')).toEqual(whole);
  });
});

describe('what cannot be answered', () => {
  it.each<[string[]]>([
    [[]],
    [['charges.create']],
    [['charges.create', 'no position']],
    [['charges.destroy', '1:1']],
    [['../charges.create', '1:1']],
    [['charges.create', '1:1', '--processor', 'cash']],
    [['charges.create', '1:1', '--unknown']],
  ])('is refused: where %j', async (args) => {
    await expect(said(...args)).rejects.toThrow(Refused);
  });
});
