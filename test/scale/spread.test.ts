import { describe, expect, it } from '@jest/globals';
import { spreadOf, spreadOfIds } from '../../scale/spread.ts';

/** Chance alone goes further once in 15 000 times, and the keys are the same each time. */
const DEVIATIONS_MAX = 4;

describe('ids of keys that count upwards', () => {
  it('lie as evenly as chance has it, over the table and over the shards of what is due', () => {
    for (const { deviations, fewest } of spreadOfIds(30_000)) {
      expect(Math.abs(deviations)).toBeLessThan(DEVIATIONS_MAX);
      expect(fewest).toBeGreaterThan(0);
    }
  });

  it('would not, were they the key itself', () => {
    const [table, shards] = spreadOfIds(30_000, (n) => `ch_${String(n).padStart(52, '0')}`);
    expect(table.deviations).toBeGreaterThan(DEVIATIONS_MAX);
    expect(shards.deviations).toBeGreaterThan(DEVIATIONS_MAX);
  });
});

describe('the figure', () => {
  it('is nought for buckets that are alike, and grows with what is amiss', () => {
    expect(spreadOf([10, 10, 10, 10])).toMatchObject({ ids: 40, chiSquared: 0, fewest: 10, most: 10 });
    expect(spreadOf([20, 0, 10, 10]).chiSquared).toBe(20);
  });
});
