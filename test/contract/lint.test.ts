import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DOCUMENT_FILE } from './document.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.filename);
const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

const lint = (file: string) =>
  JSON.parse(
    spawnSync(process.execPath, [redocly, 'lint', file, '--format=json'], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    }).stdout,
  );

describe('linting docs/openapi.json', () => {
  it('finds nothing, and ignores nothing', () => {
    const { problems, totals } = lint(DOCUMENT_FILE);

    expect(problems).toEqual([]);
    expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  });
});
