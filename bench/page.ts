import { toTable } from '../scale/tables/markdown.ts';
import type { Target } from './part.ts';
import { isMissed, type Measured, measuredIn, type Occasion, type Results } from './results.ts';

const targetsTable = (targets: readonly Target[]): string =>
  toTable(
    ['target', 'measured', 'at most', ''],
    targets.map((target) => [
      target.what,
      target.measured.toFixed(2),
      target.atMost.toFixed(2),
      isMissed(target) ? '**missed**' : 'met',
    ]),
  );

const occasionText = ({ takenOn, node, platform, processors, minutes }: Occasion): string =>
  `Taken on ${takenOn} in one run of ${minutes} minutes: Node ${node}, ${platform}, ${processors} processors.`;

/** All tables of some parts, by their names on the page. */
export const tablesOfParts = (parts: readonly Measured[]): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    parts.flatMap(({ tables }) => tables.map(({ name, head, rows }) => [name, toTable(head, rows)])),
  ),
  targets: targetsTable(parts.flatMap(({ targets }) => targets)),
});

export const tablesOfResults = (results: Results): Readonly<Record<string, string>> => ({
  occasion: occasionText(results.occasion),
  ...tablesOfParts(measuredIn(results)),
});
