import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoDb, engineBinary } from '../../../local/dynamodb/engine.ts';
import { freePort } from '../../../local/ports.ts';

/** A hundred thousand items take about 10 s of CPU, a million ten times that: half an hour is a machine busy with others. */
const READY_WITHIN_MS = 1_800_000;
const ASKED_EVERY_MS = 50;

/** As `local/dynamodb/engine.ts` has it: the engine ends with the standard input, however this process ends. */
const ENDS_WITH_PARENT = '"$@" & engine=$!; exec >&- 2>&-; read -r _; kill $engine; wait $engine';

/**
 * An engine of its own, in memory, that has taken in an export by its own import: the items with their entries in all
 * indexes, as if each had been written.
 *
 * @throws Error when it does not take it in
 */
export const startWithExport = async (directory: string): Promise<DynamoDb> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const from = ['--source', join(directory, 'export'), '--schema', join(directory, 'schema.json')];
  const command = [engineBinary(), 'import', ...from, '--serve', '--port', `${port}`];
  const engine = spawn('sh', ['-c', ENDS_WITH_PARENT, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const exited = once(engine, 'exit');
  let hasEnded = false;
  engine.stdout?.resume().once('end', () => {
    hasEnded = true;
  });
  const stop = async (): Promise<void> => {
    engine.stdin?.end();
    await exited;
  };
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!hasEnded && Date.now() < deadlineMs) {
    const isAnswering = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isAnswering && !hasEnded) return { endpoint, description: 'engine with an import', stop };
    await sleep(ASKED_EVERY_MS);
  }
  await stop();
  throw new Error('the engine did not take in the export');
};
