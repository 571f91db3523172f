import { CHARGES_CREATE } from '../functions/charges/charge.ts';
import { DUE_SHARDS } from '../functions/idempotency/home.ts';
import { idFor } from '../functions/idempotency/index.ts';
import { shardOf } from '../functions/shared/ids.ts';
import { TENANT } from './counting/event.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The first ten bits of an id: two characters behind the prefix. */
const BUCKETS = 1024;
const bucketOf = (id: string): number => {
  const [high = '', low = ''] = id.slice(id.indexOf('_') + 1);
  return ALPHABET.indexOf(high) * 32 + ALPHABET.indexOf(low);
};

/** How evenly ids lie over buckets. */
export interface Spread {
  readonly ids: number;
  readonly buckets: number;
  readonly fewest: number;
  readonly most: number;
  /** Near `buckets - 1` if they lie by chance. */
  readonly chiSquared: number;
  /** By how many standard deviations `chiSquared` is from there. Chance alone exceeds 3 once in 370 times. */
  readonly deviations: number;
}

export const spreadOf = (counts: readonly number[]): Spread => {
  const ids = counts.reduce((sum, count) => sum + count, 0);
  const expected = ids / counts.length;
  const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const freedom = counts.length - 1;
  return {
    ids,
    buckets: counts.length,
    fewest: Math.min(...counts),
    most: Math.max(...counts),
    chiSquared,
    deviations: (chiSquared - freedom) / Math.sqrt(2 * freedom),
  };
};

/** Keys that count upwards, all of one tenant: the least random that a client can send. */
const idOfKey = (n: number): string => idFor(CHARGES_CREATE, TENANT, `order-${n}`);

/** Over the first bits of the id, and over the shards of what is due. */
export const spreadOfIds = (ids: number, idOf = idOfKey): readonly [table: Spread, shards: Spread] => {
  const buckets = new Array<number>(BUCKETS).fill(0);
  const shards = new Array<number>(DUE_SHARDS).fill(0);
  for (let n = 0; n < ids; n += 1) {
    const id = idOf(n);
    const bucket = bucketOf(id);
    const shard = shardOf(id, DUE_SHARDS);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    shards[shard] = (shards[shard] ?? 0) + 1;
  }
  return [spreadOf(buckets), spreadOf(shards)];
};
