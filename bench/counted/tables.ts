import type { Table } from '../part.ts';
import { CONTENDERS, STOCK } from './contenders.ts';
import type { Counted } from './count.ts';
import { OPERATIONS } from './operations.ts';
import { INDEXES, unitsUsed } from './units.ts';

const NONE = '–';

export const find = (
  counted: readonly Counted[],
  operation: string,
  contender: string,
): Counted | undefined =>
  counted.find((each) => each.operation === operation && each.contender === contender);

export const callsTable = (counted: readonly Counted[]): Table => ({
  name: 'counted-calls',
  head: ['calls to DynamoDB', ...CONTENDERS.map(({ name }) => name)],
  rows: OPERATIONS.map(({ name: operation }) => [
    operation,
    ...CONTENDERS.map(({ name }) => find(counted, operation, name)?.calls.length ?? NONE),
  ]),
});

type Figures = readonly (string | number)[];

const figuresOf = (each: Counted, stock: Counted | undefined): Figures => {
  const used = unitsUsed(each);
  return [
    used.items,
    ...INDEXES.map((index) => used[index]),
    used.refused,
    used.writes,
    stock === undefined ? NONE : used.writes / unitsUsed(stock).writes,
    used.reads,
    each.streamRecords,
  ];
};

/** A row for each operation and figures; contenders that have the same ones share it. */
const rowsOf = (counted: readonly Counted[], operation: string): Table['rows'] => {
  const stock = find(counted, operation, STOCK);
  const byFigures = new Map<string, { readonly names: string[]; readonly figures: Figures }>();
  for (const each of counted.filter((one) => one.operation === operation)) {
    const figures = figuresOf(each, stock);
    const same = byFigures.get(figures.join()) ?? { names: [], figures };
    same.names.push(each.contender);
    byFigures.set(figures.join(), same);
  }
  return [...byFigures.values()].map(({ names, figures }) => [operation, names.join('; '), ...figures]);
};

export const unitsTable = (counted: readonly Counted[]): Table => ({
  name: 'counted-units',
  head: [
    'operation',
    'by',
    'write units: items',
    ...INDEXES.map((index) => `write units: index ${index}`),
    'write units: refused writes',
    'write units: all',
    `× the ${STOCK}'s`,
    'read units',
    'stream records (free when Lambda reads them)',
  ],
  rows: OPERATIONS.flatMap(({ name }) => rowsOf(counted, name)),
});
