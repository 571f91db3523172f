import { parseArgs } from 'node:util';
import { REDACTIONS, toTable, wrongCells } from './counters.ts';
import { runManySeeds } from './many-seeds.ts';
import { runSeed } from './run-seed.ts';
import { shrink } from './shrink.ts';
import { INVARIANTS } from './violation.ts';

/**
 * `npm run simulate -- --seeds 10000 [--seed N] [--trace] [--workers N]`: tries to make the production handlers charge
 * twice. `--seed` alone runs that one; with `--seeds`, it is the first of them. `--trace` tells all that happens.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    workers: { type: 'string' },
  },
});

const SEEDS_DEFAULT = 1_000;
const PROGRESS_EVERY_MS = 2_000;
/** One story is read, ten are not. */
const STORIES_MAX = 3;

const wholeNumber = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Error(`--${name} takes a whole number from 1 on, not "${text}".`);
  return Number(text);
};

/** The shortest story that ends with the same broken promise. */
const tellShortest = async (seed: number): Promise<void> => {
  const shrunk = await shrink((suppress) => runSeed(seed, { suppress, stopAtFirst: true }));
  if (shrunk === undefined) return;
  const names = new Set(shrunk.kept);
  const { story } = await runSeed(seed, {
    suppress: (id) => !names.has(id),
    stopAtFirst: true,
    withStory: true,
  });
  console.log(`\nSeed ${seed}, the shortest story found (${shrunk.runs} runs):`);
  for (const [place, sentence] of story.entries())
    console.log(`${String(place + 1).padStart(4)}. ${sentence}`);
};

const runOne = async (seed: number): Promise<boolean> => {
  const { violations, story, requests, traceHash } = await runSeed(seed, { withStory: values.trace });
  if (values.trace) console.log(story.join('\n'));
  for (const { invariant, detail } of violations) console.log(`${INVARIANTS[invariant]}: ${detail}`);
  console.log(`Seed ${seed}: ${requests} requests, ${violations.length} violations, trace ${traceHash}.`);
  if (violations.length > 0) await tellShortest(seed);
  return violations.length === 0;
};

const runMany = async (first: number, count: number): Promise<boolean> => {
  const startedAtMs = performance.now();
  let saidAtMs = startedAtMs;
  const onProgress = (seeds: number, requests: number): void => {
    const nowMs = performance.now();
    if (nowMs - saidAtMs < PROGRESS_EVERY_MS) return;
    saidAtMs = nowMs;
    const perS = Math.round((requests * 1000) / (nowMs - startedAtMs));
    console.error(`${seeds} of ${count} seeds, ${requests} requests, ${perS} a second`);
  };
  const workers = values.workers === undefined ? undefined : wholeNumber('workers', values.workers);
  const { seeds, requests, failed, counters, redactionCounters, durationMs } = await runManySeeds(
    { first, count },
    { workers, onProgress },
  );
  for (const { seed, violations } of failed)
    console.log(
      `Seed ${seed}: ${violations.map(({ invariant, detail }) => `${invariant}: ${detail}`).join('; ')}`,
    );
  for (const { seed } of failed.slice(0, STORIES_MAX)) await tellShortest(seed);
  console.log(`\n${toTable(counters)}\n\n${toTable(redactionCounters, REDACTIONS)}`);
  const cells = [...wrongCells(counters), ...wrongCells(redactionCounters, REDACTIONS)];
  if (cells.length > 0) console.log(`Not as expected in so many seeds: ${cells.join(', ')}.`);
  console.log(
    `\n${seeds} seeds, ${requests} requests, ${failed.length} seeds with a violation, ` +
      `${(durationMs / 1000).toFixed(1)} s (${Math.round((requests * 1000) / durationMs)} requests a second). ` +
      'One of them again: --seed N --trace',
  );
  return failed.length === 0;
};

const seed = values.seed === undefined ? undefined : wholeNumber('seed', values.seed);
const count = values.seeds === undefined ? undefined : wholeNumber('seeds', values.seeds);
const isGood =
  seed !== undefined && count === undefined
    ? await runOne(seed)
    : await runMany(seed ?? 1, count ?? SEEDS_DEFAULT);
process.exitCode = isGood ? 0 : 1;
