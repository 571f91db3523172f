import type { NamedBounds } from './bounds.ts';
import type { BrokenRule } from './rules/broken-rule.ts';
import { type Found, type Search, search } from './search/search.ts';

export interface CounterExample extends Search {
  readonly bounds: NamedBounds;
  readonly found: Found;
}

/**
 * The shortest story of what goes wrong without a rule, in the first of the bounds in which anything does; `null` when
 * nothing does. What goes wrong by itself is the better story: that something never ends is looked for after.
 */
export const counterExample = async (
  allBounds: readonly NamedBounds[],
  rule: BrokenRule,
): Promise<CounterExample | null> => {
  const fitting = allBounds.filter(({ withOrder }) => withOrder || rule.isAboutOrders !== true);
  for (const asksForTheEnd of [false, true])
    for (const bounds of fitting) {
      const result = await search(bounds, { rule, asksForTheEnd });
      const { found } = result;
      if (found !== null) return { ...result, bounds, found };
    }
  return null;
};
