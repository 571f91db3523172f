import { describe, expect, it } from '@jest/globals';
import { BOUNDS, QUICK } from './bounds.ts';
import { BROKEN_RULES } from './rules.ts';
import { counterExample, search } from './search.ts';

/** What takes a second or two. The rest, with an order and with every rule: `npm run exhaustive`. */
const quickRules = BROKEN_RULES.filter(({ name }) => name !== 'a takeover never releases');

describe('every way that two workers can go', () => {
  it('keeps all promises about one charge', async () => {
    const { found, states } = await search(BOUNDS.quickAlone);
    expect(found).toBeNull();
    expect(states).toBeGreaterThan(5_000);
  });

  it.each(quickRules.map((rule) => [rule.name, rule] as const))(
    'breaks a promise without the rule: %s',
    async (_, rule) => {
      expect((await counterExample(QUICK, rule))?.found.story).not.toHaveLength(0);
    },
  );
});
