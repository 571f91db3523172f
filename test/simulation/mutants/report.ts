import type { Hunted } from './hunt.ts';

/** Whether it went with the mutant as it must. */
export const isAsExpected = ({ mutant, verdict }: Hunted): boolean =>
  verdict.kind === (mutant.harmless === undefined ? 'caught' : 'survived');

const HEADINGS = ['The code, if …', 'Seed', 'What was seen', 'Requests until then'] as const;
type Row = readonly [string, string, string, string];

const wordsFor = ({ mutant, verdict }: Hunted): Row => {
  switch (verdict.kind) {
    case 'caught': {
      const alarm = mutant.harmless === undefined ? '' : 'CAUGHT, though it is said to be harmless: ';
      const seen = `${alarm}${verdict.invariants.join('; ')}`;
      return [mutant.name, String(verdict.seed), seen, String(verdict.requests)];
    }
    case 'survived':
      return [
        mutant.name,
        '-',
        mutant.harmless === undefined
          ? `SURVIVED ${verdict.seeds} seeds`
          : `nothing in ${verdict.seeds} seeds: ${mutant.harmless}`,
        String(verdict.requests),
      ];
    case 'broken':
      return [mutant.name, '-', `BROKEN, not subtle: ${verdict.why}`, '-'];
    case 'outdated':
      return [mutant.name, '-', verdict.why, '-'];
    case 'endless':
      return [
        mutant.name,
        String(verdict.seed),
        'ENDLESS: the world did not come to an end within a minute',
        '-',
      ];
  }
};

/** First those that are caught, then those that nobody can catch, each with the reason. */
const rowsOf = (hunted: readonly Hunted[]): Row[] => [
  ...hunted.filter(({ mutant }) => mutant.harmless === undefined).map(wordsFor),
  ...hunted.filter(({ mutant }) => mutant.harmless !== undefined).map(wordsFor),
];

/** A table for a terminal. */
export const toText = (hunted: readonly Hunted[]): string => {
  const rows = [HEADINGS, ...rowsOf(hunted)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(([name, seed, seen, requests]) =>
      `${name.padEnd(widths[0] ?? 0)}  ${seed.padStart(widths[1] ?? 0)}  ${requests.padStart(19)}  ${seen}`.trimEnd(),
    )
    .join('\n');
};

/** The same for a page. */
export const toMarkdown = (hunted: readonly Hunted[]): string =>
  [HEADINGS, ['---', '---:', '---', '---:'], ...rowsOf(hunted)]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** One line: what was expected and what came. */
export const toSummary = (hunted: readonly Hunted[]): string => {
  const harmful = hunted.filter(({ mutant }) => mutant.harmless === undefined);
  const harmless = hunted.filter(({ mutant }) => mutant.harmless !== undefined);
  const [caught, quiet] = [harmful, harmless].map((some) => some.filter(isAsExpected).length);
  return (
    `${caught} of ${harmful.length} mutants caught. ` +
    `${quiet} of ${harmless.length} more show nothing, as they should: each for its reason.`
  );
};
