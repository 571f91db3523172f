import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from '../scale/page.ts';
import start from '../test/engine/start.ts';
import stop from '../test/engine/stop.ts';
import { tablesOfParts, tablesOfResults } from './page.ts';
import { plotOf } from './plot/plot.ts';
import {
  isMissed,
  type Measured,
  measurePart,
  occasionOf,
  PARTS,
  type PartName,
  type Results,
} from './results.ts';

const DOCS = join(import.meta.dirname, '../docs');
const PAGE = join(DOCS, 'performance.md');
const PLOT = join(DOCS, 'performance.svg');
const RESULTS = join(import.meta.dirname, 'results.json');

const NAMES = Object.keys(PARTS) as PartName[];
const USAGE = `npm run bench                 measures all and writes bench/results.json, docs/performance.md and its plot
npm run bench -- <part> …     measures some and prints them: ${NAMES.join(', ')}
npm run bench -- page         writes page and plot anew from bench/results.json`;

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const writePage = (): void => {
  const results = JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
  writeFileSync(PAGE, withTables(readFileSync(PAGE, 'utf8'), tablesOfResults(results)));
  writeFileSync(PLOT, plotOf(results));
};

const measure = async (names: readonly PartName[]): Promise<void> => {
  const startedMs = Date.now();
  await start();
  try {
    const measured: Measured[] = [];
    for (const name of names) measured.push(await measurePart(name, say));
    for (const [name, table] of Object.entries(tablesOfParts(measured))) write(`${name}\n\n${table}\n`);
    if (measured.some(({ targets }) => targets.some(isMissed))) process.exitCode = 1;

    if (names.length < NAMES.length) return;
    const parts = Object.fromEntries(measured.map(({ name, result }) => [name, result]));
    writeFileSync(RESULTS, `${JSON.stringify({ occasion: occasionOf(startedMs), ...parts }, null, 1)}\n`);
    writePage();
  } finally {
    await stop();
  }
};

const isPart = (name: string): name is PartName => Object.hasOwn(PARTS, name);

const wanted = process.argv.slice(2);
if (wanted.length === 1 && wanted[0] === 'page') {
  writePage();
} else if (wanted.every(isPart)) {
  await measure(wanted.length === 0 ? NAMES : wanted);
} else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 1;
}
