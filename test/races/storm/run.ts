import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../../local/synthesize.ts';
import { startStorm } from './run-storm.ts';
import type { Database } from './server.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** `npm run storm [-- --requests 2000 --seed N]`: the whole local server under random faults and `kill -9`. */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '2000' }, seed: { type: 'string' } },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));

/** Short, so that a crash is over while somebody still waits. A lease is 2 s longer. */
const FUNCTION_TIMEOUT_S = 3;
const SETTLE_AFTER_S = 8;

/** First the database ends with the server; later it outlives it, and functions that wake up late still reach it. */
const LIVES = [...Array<Database>(5).fill('of-the-server'), ...Array<Database>(5).fill('elsewhere')];

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const assembly = mkdtempSync(join(tmpdir(), 'payonce-storm-cdk-'));
process.once('exit', () => rmSync(assembly, { recursive: true, force: true }));
process.env.FUNCTION_TIMEOUT_S = `${FUNCTION_TIMEOUT_S}`;
process.env.SETTLE_AFTER_S = `${SETTLE_AFTER_S}`;
say(`seed ${seed}, ${requests} requests`);
await synthesize({ directory: assembly, writeLine: say });

const storm = await startStorm({
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
const interrupted = (): void => {
  void storm.clearAway().then(() => {
    rmSync(storm.directory, { recursive: true, force: true });
    process.exit(130);
  });
};
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);

try {
  const { figures, replies, violations } = await storm.done;
  await storm.clearAway();
  for (const [name, count] of Object.entries(figures)) console.log(`${name}: ${count}`);
  console.log('replies:');
  for (const [name, count] of [...replies].sort(([one], [other]) => (one < other ? -1 : 1)))
    console.log(`  ${name}: ${count}`);
  if (violations.length === 0) {
    rmSync(storm.directory, { recursive: true, force: true });
    console.log(`seed ${seed}: every promise was kept.`);
  } else {
    console.log(`seed ${seed}: ${violations.length} VIOLATIONS\n  ${violations.join('\n  ')}`);
    console.log(`The server's data and its log are in ${storm.directory}`);
    process.exitCode = 1;
  }
} catch (error) {
  await storm.clearAway();
  say(`The storm broke off, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
  say(`The server's data and its log are in ${storm.directory}`);
  process.exitCode = 1;
}
