import type { Spread } from '../spread.ts';
import { spreadOfIds } from '../spread.ts';
import { toTable } from './markdown.ts';

const rowOf = (over: string, { ids, buckets, fewest, most, chiSquared, deviations }: Spread) => [
  over,
  ids,
  buckets,
  fewest,
  ids / buckets,
  most,
  chiSquared,
  buckets - 1,
  deviations,
];

/** How evenly the ids of keys that count upwards lie. */
export const spreadTable = (numbersOfIds: readonly number[]): string =>
  toTable(
    ['over', 'ids', 'buckets', 'fewest', 'mean', 'most', 'chi-squared', 'expected', 'deviations'],
    numbersOfIds.flatMap((ids) => {
      const [table, shards] = spreadOfIds(ids);
      return [rowOf('first ten bits of the id', table), rowOf('shards of what is due', shards)];
    }),
  );
