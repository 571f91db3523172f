import type { Facts } from './facts.ts';
import { countedTable, sizesTable } from './tables/counted.ts';
import { dollarsTable, fixedTable, storageTable } from './tables/dollars.ts';
import { assumptionsTable, pricesTable } from './tables/given.ts';
import { growthTable } from './tables/growth.ts';
import { limitsTable } from './tables/limits.ts';
import { breakEven, comparedTable, serverTable, stockTable, waysTable } from './tables/others.ts';
import { backlogTable, rememberedText } from './tables/recovery.ts';

/** The tables that take no more than seconds, by their names on the page. */
export const tablesOf = (facts: Facts): Readonly<Record<string, string>> => ({
  counted: countedTable(facts),
  sizes: sizesTable(facts),
  dollars: dollarsTable(facts),
  ways: waysTable(facts),
  fixed: fixedTable(facts),
  storage: storageTable(facts),
  growth: growthTable(facts),
  limits: limitsTable(facts),
  backlog: backlogTable(),
  remembered: rememberedText(),
  stock: stockTable(facts),
  server: serverTable(),
  compared: comparedTable(facts),
  'break-even': breakEven(facts),
  prices: pricesTable(),
  assumptions: assumptionsTable(),
});

const SLOT = /<!-- table: (\S+) -->\n[\s\S]*?<!-- end -->/g;

/** Each table of a page, by its name. */
export const tablesIn = (page: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...page.matchAll(SLOT)].map(([slot, name]) => [name, slot.split('\n').slice(1, -1).join('\n').trim()]),
  );

/** The page with its tables replaced. @throws Error when it has a table that there is not, or lacks one */
export const withTables = (page: string, tables: Readonly<Record<string, string>>): string => {
  const missing = Object.keys(tables).filter((name) => !(name in tablesIn(page)));
  if (missing.length > 0) throw new Error(`the page has no place for ${missing.join(', ')}`);
  return page.replace(SLOT, (_, name: string) => {
    if (tables[name] === undefined) throw new Error(`there is no table ${name}`);
    return `<!-- table: ${name} -->\n\n${tables[name]}\n\n<!-- end -->`;
  });
};
