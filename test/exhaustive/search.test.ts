import { describe, expect, it } from '@jest/globals';
import { BOUNDS, QUICK } from './bounds.ts';
import { BROKEN_RULES } from './rules.ts';
import { counterExample, search } from './search.ts';

describe('every way that two workers can go', () => {
  it.each(Object.entries(BOUNDS))('keeps all promises: %s', async (_, bounds) => {
    const { found, states } = await search(bounds);
    expect(found).toBeNull();
    expect(states).toBeGreaterThan(5_000);
  });

  it.each(BROKEN_RULES.map((rule) => [rule.name, rule] as const))(
    'breaks a promise without the rule: %s',
    async (_, rule) => {
      expect((await counterExample(QUICK, rule))?.found.story).not.toHaveLength(0);
    },
  );
});
