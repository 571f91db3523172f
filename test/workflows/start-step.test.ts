import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { quietPort } from '../rig/quiet-port.ts';
import { jobOf, runOf } from './workflow.ts';

const STEP = runOf(jobOf('ci.yml', 'start'), 'Start it, call it, stop it');

/** For each tool that a small container may lack, what stands in for it. */
const STAND_INS = {
  curl: join(import.meta.dirname, '../readme/curl.mjs'),
  pkill: join(import.meta.dirname, 'pkill.mjs'),
};

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'payonce-start-step-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the step as GitHub does (`shell: bash`), with an npm whose `start` is this program. */
const runStep = async (program: (port: number) => string): Promise<number | null> => {
  const port = await quietPort();
  const server = join(directory, 'server.cjs');
  writeFileSync(server, program(port));
  const npm = join(directory, 'npm');
  // As the real one: a shell between it and the program, whose line names the program.
  writeFileSync(
    npm,
    `#!/bin/sh\nif [ "$1" = start ]; then sh -c '"${process.execPath}" "${server}" local/start.ts; exit $?'; fi\n`,
  );
  chmodSync(npm, 0o755);

  const step = STEP.replaceAll('localhost:3000', `127.0.0.1:${port}`);
  expect(step).not.toBe(STEP);
  const bash = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step], {
    cwd: directory,
    env: { ...process.env, PATH: `${directory}:${process.env.PATH}` },
    stdio: 'ignore',
    // A step that waits for what has ended would wait for ever.
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve) => bash.once('close', resolve));
};

/** A server that ends by itself, as a program that fails does, when it has been asked so often. */
const serving = (port: number, { status = 200, onTerm = 0, requestsMax = Infinity }): string => `
  let requests = 0;
  require('node:http').createServer((_, response) => {
    requests += 1;
    response.statusCode = ${status};
    response.end('{}', () => requests >= ${requestsMax} && process.exit(1));
  }).listen(${port}, '127.0.0.1');
  process.on('SIGTERM', () => { require('node:fs').writeFileSync('stopped', ''); process.exit(${onTerm}); });
`;

const hasTools = Object.keys(STAND_INS).every((tool) => spawnSync(tool, ['--version']).status === 0);

/** On Linux, as in CI. Whoever has the tools runs the step with them; everybody runs it with the stand-ins. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux.each([...(hasTools ? ['real'] : []), 'stand-in'])(
  'the step that starts Payonce in CI, with %s tools',
  (tools) => {
    beforeEach(() => {
      if (tools === 'real') return;
      for (const [tool, standIn] of Object.entries(STAND_INS)) symlinkSync(standIn, join(directory, tool));
    });

    it('passes when it answers, and ends with status 0 when it is told to', async () => {
      expect(await runStep((port) => serving(port, {}))).toBe(0);
      expect(readFileSync(join(directory, 'stopped'), 'utf8')).toBe('');
    });

    it('fails when it does not end cleanly', async () => {
      expect(await runStep((port) => serving(port, { onTerm: 3 }))).toBe(3);
    });

    it('fails when it ends before it has answered, without waiting for the time-out', async () => {
      expect(await runStep(() => 'process.exit(1)')).toBe(1);
    });

    it('fails when what it answers is no success', async () => {
      expect(await runStep((port) => serving(port, { status: 503, requestsMax: 2 }))).toBe(1);
    });
  },
);
