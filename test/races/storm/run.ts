import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../../local/synthesize.ts';
import type { StormReport } from './figures.ts';
import { type Storm, startStorm } from './run-storm.ts';
import type { Database } from './server.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Short, so that a crash is over while somebody still waits. A lease is 2 s longer. */
const FUNCTION_TIMEOUT_S = 3;
const SETTLE_AFTER_S = 8;

/** First the database ends with the server; later it outlives it, and functions that wake up late still reach it. */
const LIVES = [...Array<Database>(5).fill('of-the-server'), ...Array<Database>(5).fill('elsewhere')];

/** `npm run storm [-- --requests 2000 --seed N]`: the whole local server under random faults and `kill -9`. */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '2000' }, seed: { type: 'string' } },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
if (!(requests >= 1 && Number.isInteger(seed))) throw new Error('--requests and --seed are whole numbers.');

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const print = ({ figures, replies, violations }: StormReport): void => {
  for (const [name, count] of Object.entries(figures)) console.log(`${name}: ${count}`);
  console.log('replies:');
  for (const [name, count] of [...replies].sort()) console.log(`  ${name}: ${count}`);
  console.log(
    violations.length === 0
      ? `seed ${seed}: every promise was kept.`
      : `seed ${seed}: ${violations.length} VIOLATIONS\n  ${violations.join('\n  ')}`,
  );
};

const assembly = mkdtempSync(join(tmpdir(), 'payonce-storm-cdk-'));
process.once('exit', () => rmSync(assembly, { recursive: true, force: true }));
const interrupted = new AbortController();
const interruption = once(interrupted.signal, 'abort').then(() => Promise.reject(interrupted.signal.reason));
interruption.catch(() => {});
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => interrupted.abort());
let storm: Storm | undefined;

try {
  say(`seed ${seed}, ${requests} requests`);
  process.env.FUNCTION_TIMEOUT_S = `${FUNCTION_TIMEOUT_S}`;
  process.env.SETTLE_AFTER_S = `${SETTLE_AFTER_S}`;
  await synthesize({ directory: assembly, writeLine: say, signal: interrupted.signal });
  storm = await startStorm({
    seed,
    requests,
    lives: LIVES,
    isKilledForTheCalm: true,
    shoppers: 24,
    concurrency: 8,
    assembly,
    leaseMs: (FUNCTION_TIMEOUT_S + 2) * 1000,
    say,
  });
  const report = await Promise.race([storm.done, interruption]);
  print(report);
  process.exitCode = report.violations.length === 0 ? 0 : 1;
} catch (error) {
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
  if (!interrupted.signal.aborted) say(error instanceof Error ? `${error.stack}` : String(error));
}
await storm?.clearAway();
if (storm !== undefined && process.exitCode === 1)
  console.log(`seed ${seed}: the server's data and its log are in ${storm.directory}`);
else if (storm !== undefined) rmSync(storm.directory, { recursive: true, force: true });
// Shoppers may still be waiting for a server that is gone.
process.exit();
