import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import start from '../test/engine/start.ts';
import stop from '../test/engine/stop.ts';
import { cpuMsOfCharge } from './counting/cpu.ts';
import { gatherFacts } from './facts.ts';
import { tablesOf, withTables } from './page.ts';
import { runAfter } from './recovery/one-run.ts';
import { PROCESSOR_MS } from './recovery/rule.ts';
import { runsTable } from './tables/recovery.ts';
import { spreadTable } from './tables/spread.ts';

const PAGE = join(import.meta.dirname, '../docs/scale.md');

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** One more than a run can end, and one more than it can find, in each of 16 shards. */
const BACKLOGS = [
  { outage: 'silent', charges: 640, processorMs: PROCESSOR_MS.silent },
  { outage: 'refusing', charges: 1_616, processorMs: PROCESSOR_MS.refusing },
] as const;

const allTables = async (): Promise<Readonly<Record<string, string>>> => {
  const facts = await gatherFacts();
  const runs = [];
  for (const backlog of BACKLOGS) runs.push(await runAfter(backlog));
  return { ...tablesOf(facts), runs: runsTable(runs), spread: spreadTable([10_000, 1_000_000]) };
};

const [what] = process.argv.slice(2);
if (what !== undefined && what !== 'write' && what !== 'cpu') {
  process.stderr.write('npm run scale [-- write | cpu]\n');
  process.exit(1);
}

await start();
try {
  if (what === 'cpu') {
    write(`A charge takes ${(await cpuMsOfCharge()).toFixed(1)} ms of CPU on this machine.`);
  } else {
    const tables = await allTables();
    for (const [name, table] of Object.entries(tables)) write(`${name}\n\n${table}\n`);
    if (what === 'write') writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), tables));
  }
} finally {
  await stop();
}
