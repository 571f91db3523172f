import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { gatherFacts } from '../../scale/facts.ts';
import { tablesIn, tablesOf, withTables } from '../../scale/page.ts';
import { endedByRule, PROCESSOR_MS } from '../../scale/recovery/rule.ts';
import { round } from '../../scale/tables/markdown.ts';
import { spreadTable } from '../../scale/tables/spread.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/scale.md'), 'utf8');

/** Those that take longer than a test may: `npm run scale` makes them, and a part of each is held below. */
const SLOW = ['runs', 'spread'];

const rowsOf = (table = ''): string[][] =>
  table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/scale.md', () => {
  let tables: Readonly<Record<string, string>>;
  beforeAll(async () => {
    tables = tablesOf(await gatherFacts());
  });

  it('has the tables that `npm run scale` makes, and no others', () => {
    expect(Object.keys(tablesIn(PAGE)).sort()).toEqual([...Object.keys(tables), ...SLOW].sort());
  });

  it('says in each what is counted now (if not: `npm run scale -- write`)', () => {
    const { runs: _, spread: __, ...quick } = tablesIn(PAGE);
    expect(quick).toEqual(tables);
  });

  it('says of the spread of ids what fewer of them show', () => {
    const [head, rule, ...few] = spreadTable([10_000]).split('\n');
    const page = tablesIn(PAGE).spread?.split('\n');
    expect(page?.slice(0, 2)).toEqual([head, rule]);
    expect(page).toEqual(expect.arrayContaining(few));
  });

  it.each([
    ['silent', 'silent: '],
    ['refusing', 'refuses connections: '],
  ] as const)('says that a run ends what the rule says: %s', (outage, begins) => {
    const { ended, found } = endedByRule(outage, PROCESSOR_MS[outage]);
    const row = rowsOf(tablesIn(PAGE).runs).find(([, was = '']) => was.startsWith(begins));
    expect(row?.slice(4, 6)).toEqual([round(ended), round(ended)]);
    expect(Number(row?.[3]?.replaceAll(' ', ''))).toBeLessThanOrEqual(found);
  });
});

describe('replacing the tables of a page', () => {
  const page = 'Before.\n\n<!-- table: one -->\n\nold\n\n<!-- end -->\n\nAfter.\n';

  it('leaves all else as it is', () => {
    expect(withTables(page, { one: 'new' })).toBe(page.replace('old', 'new'));
    expect(tablesIn(page)).toEqual({ one: 'old' });
  });

  it('refuses a page that lacks a table, or has one too many', () => {
    expect(() => withTables(page, { one: 'new', two: 'new' })).toThrow('no place for two');
    expect(() => withTables(page, {})).toThrow('no table one');
  });
});
