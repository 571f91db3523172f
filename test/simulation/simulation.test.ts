import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTemplate } from '../../local/template/read-template.ts';
import { REDACTIONS, STATES, wrongCells } from './counters.ts';
import { DEFINITIONS } from './database.ts';
import { FAULTS } from './faults.ts';
import type { HandlersUnderTest } from './handlers.ts';
import { type ManySeeds, runManySeeds } from './many-seeds.ts';
import { productionHandlers } from './production-handlers.ts';
import { runSeed } from './run-seed.ts';

/** `npm run simulate -- --seeds 10000` runs more of them. */
const SEEDS = 2_000;

describe(`the production handlers in ${SEEDS} worlds of faults`, () => {
  let all: ManySeeds;
  beforeAll(async () => {
    all = await runManySeeds({ first: 1, count: SEEDS });
  }, 600_000);

  it('keep all their promises, at every step and at the end', () => {
    expect(all.failed).toEqual([]);
    expect(all.seeds).toBe(SEEDS);
  });

  it('meet every fault in every state of a record', () => {
    // The rarest takes some thousand more worlds: two wrong clocks, and a function that stands still between two calls.
    expect(wrongCells(all.counters).filter((cell) => cell !== 'processor-down x completed')).toEqual([]);
    expect(FAULTS.length * STATES.length).toBe(64);
  });

  it('meet every fault of a redaction in every state of a record', () => {
    // A released charge is a short while: for each fault to meet one takes some thousand more worlds.
    const isRare = (cell: string) => cell.endsWith(' x released');
    expect(wrongCells(all.redactionCounters, REDACTIONS).filter((cell) => !isRare(cell))).toEqual([]);
  });
});

describe('a world from a seed', () => {
  const seeds = [3, 7, 19, 42, 77];

  it('goes the same way whenever it is run, and no other world goes that way', async () => {
    const hashes = new Set<string>();
    for (const seed of seeds) {
      const [once, again] = [await runSeed(seed), await runSeed(seed, { withStory: true })];
      expect(again.traceHash).toBe(once.traceHash);
      hashes.add(once.traceHash);
    }
    expect(hashes.size).toBe(seeds.length);
  }, 240_000);

  it('lets no time pass for a function that could go on', async () => {
    const drained = () => new Promise<void>((resolve) => setImmediate(resolve));
    for (const seed of seeds)
      expect((await runSeed(seed, { settle: drained })).traceHash).toBe((await runSeed(seed)).traceHash);
  }, 240_000);
});

describe('a world without a recovery', () => {
  it('leaves charges open and orders unpaid, and is found out', async () => {
    const handlers: HandlersUnderTest = (instance) => {
      const { recovery: _, ...others } = productionHandlers(instance);
      return others;
    };
    const found = new Set<string>();
    for (let seed = 1; seed <= 30; seed += 1)
      for (const { invariant } of (await runSeed(seed, { handlers })).violations) found.add(invariant);
    expect([...found].sort()).toEqual(['every-key-ends', 'every-redaction-ends', 'no-order-keeps-paying']);
  }, 240_000);
});

describe('the simulated tables', () => {
  it('have the keys and indexes of the template', () => {
    const { tables } = readTemplate(process.env.CDK_OUT ?? 'cdk.out');
    const shapeOf = ({ KeySchema, GlobalSecondaryIndexes = [] }: (typeof DEFINITIONS)[number]) => ({
      KeySchema,
      indexes: [...GlobalSecondaryIndexes].sort((one, other) => (one.IndexName < other.IndexName ? -1 : 1)),
    });
    for (const { TableName, ...simulated } of DEFINITIONS) {
      const table = tables.find(({ name }) => name.toLowerCase().startsWith(TableName));
      expect(shapeOf({ TableName, ...simulated })).toEqual(shapeOf(table?.definition as never));
    }
  });
});
