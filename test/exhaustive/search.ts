import { createAutomaton } from './automaton.ts';
import { endsWithRecovery } from './ending.ts';
import { brokenPromise } from './promises.ts';
import { type BrokenRule, INTACT } from './rules.ts';
import { keyOf, type State, startOf } from './state.ts';
import { type Bounds, stepsFrom } from './steps.ts';

export interface Found {
  readonly promise: string;
  /** The fewest steps that lead there, in words. */
  readonly story: readonly string[];
}

export interface Search {
  readonly states: number;
  readonly transitions: number;
  /** Different histories of workers, each run once through the production code. */
  readonly histories: number;
  readonly durationMs: number;
  readonly found: Found | null;
}

interface Seen {
  readonly state: State;
  readonly words: string;
  readonly from: Seen | null;
}

const storyOf = (last: Seen): string[] => {
  const story: string[] = [];
  for (let at: Seen | null = last; at?.from; at = at.from) story.unshift(at.words);
  return story;
};

/** Visits every state that the bounds allow, nearest first, until one breaks a promise. */
export const search = async (
  bounds: Bounds,
  rule: BrokenRule = INTACT,
  asksForTheEnd = true,
  report: (states: number) => void = () => {},
): Promise<Search> => {
  const startedAtMs = performance.now();
  const rules = { automaton: createAutomaton(rule), rule };
  const ends = endsWithRecovery(rules, bounds);
  const start = startOf(bounds.withOrder);
  const seen = new Set([keyOf(start)]);
  let level: Seen[] = [{ state: start, words: '', from: null }];
  let transitions = 0;
  const result = (found: Found | null): Search => ({
    states: seen.size,
    transitions,
    histories: rules.automaton.size(),
    durationMs: performance.now() - startedAtMs,
    found,
  });

  while (level.length > 0) {
    const next: Seen[] = [];
    for (const from of level) {
      const promise = brokenPromise(from.state) ?? (asksForTheEnd ? await ends(from.state) : null);
      if (promise !== null) return result({ promise, story: storyOf(from) });
      for (const { words, state } of await stepsFrom(from.state, bounds, rules)) {
        transitions += 1;
        const key = keyOf(state);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state, words, from });
      }
    }
    level = next;
    report(seen.size);
  }
  return result(null);
};

/** The shortest story of what goes wrong without a rule; `null` when nothing does. */
export const counterExample = async (
  allBounds: readonly Bounds[],
  rule: BrokenRule,
): Promise<(Search & { readonly found: Found }) | null> => {
  // What goes wrong by itself is the better story; that something never ends is looked for after.
  for (const asksForTheEnd of [false, true])
    for (const bounds of allBounds) {
      const result = await search(bounds, rule, asksForTheEnd);
      const { found } = result;
      if (found !== null) return { ...result, found };
    }
  return null;
};
