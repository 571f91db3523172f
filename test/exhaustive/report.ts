import { LEFT_OUT, type NamedBounds, triedWithin } from './bounds.ts';
import type { CounterExample } from './counter-example.ts';
import type { CoveredRule } from './rules/covered-rules.ts';
import type { Search } from './search/search.ts';

/** What a whole run found out. */
export interface Report {
  readonly explored: readonly { readonly bounds: NamedBounds; readonly search: Search }[];
  readonly removed: readonly { readonly rule: string; readonly example: CounterExample | null }[];
  readonly covered: readonly {
    readonly rule: CoveredRule;
    readonly bounds: NamedBounds;
    readonly alone: Search;
    readonly together: CounterExample | null;
  }[];
}

const seconds = (cpuMs: number): string => `${(cpuMs / 1000).toFixed(1)} s`;
const count = (number: number): string => number.toLocaleString('en');

const storyIn = ({ found }: Pick<Search, 'found'>): string =>
  found === null
    ? 'all safe'
    : [...found.story.map((words, index) => `  ${index + 1}. ${words}`), `  => ${found.promise}.`].join('\n');

const example = (title: string, caught: CounterExample | null): string =>
  caught === null
    ? `${title}: NOT CAUGHT`
    : `${title}, caught with ${caught.bounds.name} (${count(caught.states)} states, ` +
      `${seconds(caught.cpuMs)}):\n${storyIn(caught)}`;

export const toText = ({ explored, removed, covered }: Report): string =>
  [
    'With all rules:',
    ...explored.map(
      ({ bounds, search }) =>
        `${bounds.name}: ${count(search.states)} states, ${count(search.transitions)} transitions, ` +
        `${count(search.histories)} histories of production code, ${seconds(search.cpuMs)} of processor time:` +
        `${search.found === null ? ' all safe' : `\n${storyIn(search)}`}\n  Tried: ${triedWithin(bounds)}`,
    ),
    `Left out: ${LEFT_OUT}`,
    ...removed.map(({ rule, example: caught }) => example(`Without "${rule}"`, caught)),
    ...covered.map(
      ({ rule: { alone, why, together }, bounds, alone: search, together: caught }) =>
        `Without "${alone.name}", ${bounds.name}: ${count(search.states)} states, ${storyIn(search)}. ${why}\n` +
        example(`Without "${together.name}"`, caught),
    ),
  ].join('\n\n');

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cellsOf = (caught: CounterExample | null): string[] =>
  caught === null
    ? ['not caught', '', '']
    : [caught.bounds.name, String(caught.found.story.length), caught.found.promise];

/** Two tables: what was explored, and what each rule is for. */
export const toMarkdown = ({ explored, removed, covered }: Report): string =>
  [
    row('explored', 'states', 'transitions', 'processor time', 'result'),
    row('---', '---:', '---:', '---:', '---'),
    ...explored.map(({ bounds, search }) =>
      row(
        bounds.name,
        count(search.states),
        count(search.transitions),
        seconds(search.cpuMs),
        search.found === null ? 'all safe' : search.found.promise,
      ),
    ),
    '',
    row('without the rule', 'caught with', 'steps', 'what goes wrong'),
    row('---', '---', '---:', '---'),
    ...removed.map(({ rule, example: caught }) => row(rule, ...cellsOf(caught))),
    ...covered.flatMap(({ rule: { alone, why, together }, bounds, alone: search, together: caught }) => [
      row(
        alone.name,
        `nothing: ${bounds.name}, ${count(search.states)} states`,
        '',
        search.found === null ? `nothing. ${why}` : search.found.promise,
      ),
      row(together.name, ...cellsOf(caught)),
    ]),
  ].join('\n');

/** Whether everything is as claimed: safe with all rules, broken without any that is not covered. */
export const isAsClaimed = ({ explored, removed, covered }: Report): boolean =>
  explored.every(({ search }) => search.found === null) &&
  removed.every(({ example: caught }) => caught !== null) &&
  covered.every(({ alone, together }) => alone.found === null && together !== null);
