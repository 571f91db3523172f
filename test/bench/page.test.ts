import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tablesOfResults } from '../../bench/page.ts';
import { plotOf } from '../../bench/plot/plot.ts';
import { isMissed, measuredIn, type Results } from '../../bench/results.ts';
import { tablesIn } from '../../scale/page.ts';

const ROOT = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const results = JSON.parse(textOf('bench/results.json')) as Results;

describe('docs/performance.md', () => {
  it('shows the tables that follow from bench/results.json, and no others', () => {
    expect(tablesIn(textOf('docs/performance.md'))).toEqual(tablesOfResults(results));
  });

  it('shows the plot that follows from them', () => {
    expect(textOf('docs/performance.svg')).toBe(plotOf(results));
  });
});

/** The page says why under "Targets". */
const MISSED = [
  'first request of a fresh process, charge, beside the default layer, NodejsFunction as it comes: time',
];

describe('what was measured last', () => {
  it('meets every target but those that the page gives a reason for', () => {
    const targets = measuredIn(results).flatMap((part) => part.targets);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter(isMissed).map(({ what }) => what)).toEqual(MISSED);
  });
});
