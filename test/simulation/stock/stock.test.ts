import { beforeAll, describe, expect, it } from '@jest/globals';
import { runManyWorlds } from './many-worlds.ts';
import type { StockMessage } from './stock-worker.ts';
import { type Tally, tally } from './tally.ts';
import type { Variant } from './variants.ts';

/** Enough for each: every third of them shows the rarest. `npm run simulate:stock` runs more. */
const SEEDS = 16;

describe(`in the same ${SEEDS} worlds of faults`, () => {
  let tallies: readonly Tally[];
  beforeAll(async () => {
    const verdicts: StockMessage[] = [];
    await runManyWorlds(SEEDS, (each) => verdicts.push(each));
    tallies = tally(verdicts);
  }, 360_000);

  const counts = (processorKey: Variant['processorKey'], comeback: Variant['comeback']) => {
    const found = tallies.find(
      ({ variant }) => variant.processorKey === processorKey && variant.comeback === comeback,
    );
    expect(found?.seeds).toBe(SEEDS);
    return [found?.doubleCharges.seeds, found?.differingReplies.seeds];
  };

  it('the stock layer charges twice on the same day', () => {
    const [doubleCharges] = counts('none', 'same-day');
    expect(doubleCharges).toBeGreaterThan(0);
  });

  it('a key at the processor keeps it from that for as long as the processor remembers', () => {
    expect(counts('client-key', 'same-day')).toEqual([0, 0]);
    const [doubleCharges, differingReplies] = counts('client-key', 'month-later');
    expect(doubleCharges).toBeGreaterThan(0);
    expect(differingReplies).toBeGreaterThan(0);
  });

  it('Payonce charges once and says one thing, also a month later', () => {
    expect(counts(undefined, 'same-day')).toEqual([0, 0]);
    expect(counts(undefined, 'month-later')).toEqual([0, 0]);
  });
});
