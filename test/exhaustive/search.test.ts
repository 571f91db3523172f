import { describe, expect, it } from '@jest/globals';
import { QUICK } from './bounds.ts';
import type { BrokenRule } from './rules/broken-rule.ts';
import { BROKEN_RULES } from './rules/broken-rules.ts';
import { COVERED_RULES } from './rules/covered-rules.ts';
import { search } from './search/search.ts';

// Three workers, and each story at its clearest: `npm run exhaustive`.
const named = (rules: readonly BrokenRule[]) => rules.map((rule) => [rule.name, rule] as const);
const foundWithout = async (rule: BrokenRule) =>
  (await search(rule.isAboutOrders ? QUICK.order : QUICK.alone, { rule })).found;

describe('every way that two workers can go', () => {
  it('keeps all promises about one charge', async () => {
    expect((await search(QUICK.alone)).found).toBeNull();
  });

  it('keeps all promises about two keys on one order', async () => {
    expect((await search(QUICK.order)).found).toBeNull();
  });

  it('loses nothing by what it leaves out', async () => {
    const bounds = { ...QUICK.order, keys: ['a'], lastPhase: 1, lossesMax: 0 } as const;
    const reduced = await search(bounds);
    const whole = await search(bounds, { isReduced: false });
    expect(whole.found).toBeNull();
    expect(reduced.constellations).toBe(whole.constellations);
    expect(reduced.states).toBeLessThan(whole.states);
  });

  it.each(named(BROKEN_RULES.filter(({ isAboutLeases }) => !isAboutLeases)))(
    'breaks a promise without the rule: %s',
    async (_, rule) => {
      expect(await foundWithout(rule)).not.toBeNull();
    },
  );

  it.each(named(COVERED_RULES.map(({ together }) => together)))(
    'breaks a promise without both rules: %s',
    async (_, rule) => {
      expect(await foundWithout(rule)).not.toBeNull();
    },
  );
});
