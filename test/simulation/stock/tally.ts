import { type StockVerdict, VARIANTS, type Variant } from './variants.ts';

interface Count {
  readonly seeds: number;
  /** `undefined`: there is none. */
  readonly firstSeed: number | undefined;
}

export interface Tally {
  readonly variant: Variant;
  readonly seeds: number;
  readonly doubleCharges: Count;
  readonly differingReplies: Count;
}

const countOf = (verdicts: readonly StockVerdict[], isCounted: (one: StockVerdict) => boolean): Count => {
  const seeds = verdicts.filter(isCounted).map(({ seed }) => seed);
  return { seeds: seeds.length, firstSeed: seeds.length === 0 ? undefined : Math.min(...seeds) };
};

/** @param verdicts of each seed, one for each variant */
export const tally = (verdicts: readonly (readonly StockVerdict[])[]): Tally[] =>
  VARIANTS.map((variant, place) => {
    const own = verdicts.flatMap((each) => each[place] ?? []);
    return {
      variant,
      seeds: own.length,
      doubleCharges: countOf(own, ({ hasDoubleCharge }) => hasDoubleCharge),
      differingReplies: countOf(own, ({ hasDifferingReplies }) => hasDifferingReplies),
    };
  });

const COMEBACK = { 'same-day': 'on the same day', 'month-later': 'and once more a month later' };

const HEADINGS = [
  'variant',
  'clients come back',
  'seeds',
  'with a double charge',
  'with differing replies',
  'first such seed',
];

const cellsOf = ({ variant, seeds, doubleCharges, differingReplies }: Tally): string[] => [
  variant.name,
  COMEBACK[variant.comeback],
  String(seeds),
  String(doubleCharges.seeds),
  String(differingReplies.seeds),
  String(doubleCharges.firstSeed ?? differingReplies.firstSeed ?? '-'),
];

export const toText = (tallies: readonly Tally[]): string => {
  const rows = [HEADINGS, ...tallies.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

export const toMarkdown = (tallies: readonly Tally[]): string => {
  const rule = HEADINGS.map((_, column) => (column < 2 ? '---' : '---:'));
  return [HEADINGS, rule, ...tallies.map(cellsOf)].map((row) => `| ${row.join(' | ')} |`).join('\n');
};
