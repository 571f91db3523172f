import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runManyWorlds } from './many-worlds.ts';
import type { StockMessage } from './stock-worker.ts';
import { tally, toMarkdown, toText } from './tally.ts';

/**
 * `npm run simulate:stock -- [--seeds 1000] [--markdown]`: the stock Powertools layer, and this project beside it, in
 * the same worlds with the same faults.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    markdown: { type: 'boolean', default: false },
  },
});

const PROGRESS_EVERY_MS = 5_000;
const ROOT = path.resolve(import.meta.dirname, '../../..');
const SHOWN_VERSIONS = [
  '@aws-lambda-powertools/idempotency',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/util-dynamodb',
];

const versionOf = (name: string): string => {
  const manifest = readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
  return `${name} ${JSON.parse(manifest).version}`;
};

if (!/^[1-9]\d{0,6}$/.test(values.seeds))
  throw new Error(`--seeds takes a whole number from 1 on, not "${values.seeds}".`);
const seeds = Number(values.seeds);
const verdicts: StockMessage[] = [];
const startedAtMs = performance.now();
let saidAtMs = startedAtMs;

await runManyWorlds(seeds, (each) => {
  verdicts.push(each);
  if (performance.now() - saidAtMs < PROGRESS_EVERY_MS) return;
  saidAtMs = performance.now();
  console.error(`${verdicts.length} of ${seeds} seeds`);
});

const tallies = tally(verdicts);
const requests = verdicts.flat().reduce((sum, each) => sum + each.requests, 0);
const tookS = ((performance.now() - startedAtMs) / 1000).toFixed(0);
console.log(values.markdown ? toMarkdown(tallies) : toText(tallies));
console.log(`
${SHOWN_VERSIONS.map(versionOf).join(', ')}, Node ${process.versions.node}.
${requests} requests in ${tookS} s: npm run simulate:stock -- --seeds ${seeds}`);
