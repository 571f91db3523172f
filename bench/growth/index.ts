import type { Part } from '../part.ts';
import { measureBacklogs } from './backlog/measure.ts';
import { measureBodies } from './bodies/measure.ts';
import type { Growth } from './result.ts';
import { FULL, sizesUpTo } from './sizes.ts';
import { measureStored } from './stored/measure.ts';
import { tablesOf } from './tables.ts';
import { targetsOf } from './targets.ts';

/** What grows with size, and how. `BENCH_ITEMS_MAX=100000 npm run bench -- growth` stores no more than that. */
export const growth: Part<Growth> = {
  name: 'growth',
  measure: async (say) => {
    const itemsMax = process.env.BENCH_ITEMS_MAX;
    const sizes = itemsMax === undefined ? FULL : sizesUpTo(Number(itemsMax));
    return {
      bodies: await measureBodies(sizes, say),
      backlogs: await measureBacklogs(sizes, say),
      stored: await measureStored(sizes, say),
    };
  },
  tables: tablesOf,
  targets: targetsOf,
};
