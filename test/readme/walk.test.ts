import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalPayonce, startLocal } from '../../local/local-payonce.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const SHIM = join(import.meta.dirname, 'curl.mjs');

let local: LocalPayonce;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'payonce-readme-'));
  local = await startLocal({
    port: 0,
    concurrency: 4,
    logFile: '/dev/null',
    cdkOut: process.env.CDK_OUT ?? 'cdk.out',
  });
});

afterAll(async () => {
  await local?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The commands between two marks of the README, as they stand there. */
const block = (name: string): string => {
  const found = new RegExp(`<!-- ${name}: begin -->\n\`\`\`sh\n([^]*?)\`\`\`\n<!-- ${name}: end -->`).exec(
    README,
  );
  if (found?.[1] === undefined) throw new Error(`The README has no block "${name}"`);
  return found[1];
};

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs commands in bash, as a reader does; only the address is another. */
const run = async (commands: string, curl: 'real' | 'shim'): Promise<string> => {
  const path = mkdtempSync(join(directory, 'bin-'));
  if (curl === 'shim') symlinkSync(SHIM, join(path, 'curl'));
  const { stdout } = await promisify(execFile)(
    'bash',
    ['-euo', 'pipefail', '-c', commands.replace('http://localhost:3000', local.url)],
    { cwd: path, env: { ...process.env, PATH: `${path}:${process.env.PATH}` } },
  );
  return stdout;
};

/** Whoever has curl runs the walk with it; everybody runs it with the stand-in. */
describe.each(hasCurl ? (['real', 'shim'] as const) : (['shim'] as const))(
  "the README's walk, with a %s curl",
  (curl) => {
    it('shows what its comments say', async () => {
      await fetch(`${local.url}/local/data`, { method: 'DELETE' });

      const output = await run(`${block('walk')}\n${block('break')}`, curl);
      const replies = output.split(/(?=HTTP\/1\.1 )/).filter((part) => part.startsWith('HTTP/'));
      const bodies = replies.map((reply) => reply.split('\r\n\r\n')[1]?.split('\n')[0] ?? '');

      expect(replies.map((reply) => Number(reply.slice(9, 12)))).toEqual([201, 201, 422, 409, 201]);
      expect(bodies[1]).toBe(bodies[0]);
      expect(replies[0]).not.toMatch(/idempotent-replayed/i);
      expect(replies[1]).toMatch(/idempotent-replayed: true/i);
      expect(bodies[2]).toContain('idempotency-key-reused');
      expect(bodies[3]).toContain('order-already-paid');
      expect(output).toContain('no answer: did it charge?');
      expect(replies[4]).toMatch(/idempotent-replayed: true/i);

      const ledger = local.stripe?.ledger() ?? [];
      expect(ledger.map(({ amount, status }) => [amount, status])).toEqual([
        [2500, 'succeeded'],
        [700, 'succeeded'],
      ]);
    });
  },
);
