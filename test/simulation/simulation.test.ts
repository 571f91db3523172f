import { describe, expect, it } from '@jest/globals';
import { readTemplate } from '../../local/template/read-template.ts';
import { DEFINITIONS } from './database.ts';
import { runSeed } from './run-seed.ts';

const SEEDS = 30;

describe('the production handlers in a simulated world', () => {
  it(`never charge twice, lie or leave a charge open, in ${SEEDS} worlds of faults`, async () => {
    const failed: unknown[] = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violations } = await runSeed(seed);
      if (violations.length > 0) failed.push({ seed, violations });
    }
    expect(failed).toEqual([]);
  }, 120_000);

  it('do the same in the same world: a seed is a story that can be told again', async () => {
    const [once, again, other] = [await runSeed(7), await runSeed(7), await runSeed(8)];

    expect(again.traceHash).toBe(once.traceHash);
    expect(other.traceHash).not.toBe(once.traceHash);
  });
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
