import type { Target } from '../part.ts';
import { type Comparison, ratioOf } from './ratios.ts';
import type { Latency } from './result.ts';
import { CONTENDER_WORDS, inWords } from './words.ts';

/** A region's network between a function and DynamoDB, and nobody else in the way: what one customer waits for. */
const ALONE = { networkMs: 5, concurrent: 1 };

/** One call to DynamoDB, as without idempotency; and two where the library's layer makes three (0.67), with room for the work between. */
const PROMISED: readonly (Comparison & { readonly atMost: number })[] = [
  { job: 'order', situation: 'first', beside: 'without key', atMost: 1.1 },
  { job: 'order', situation: 'replay', beside: 'without key', atMost: 1.1 },
  { job: 'charge', situation: 'replay', beside: 'without key', atMost: 1.1 },
  { job: 'charge', situation: 'first', beside: 'stock', atMost: 0.75 },
];

export const latencyTargets = ({ figures }: Latency): readonly Target[] =>
  PROMISED.map(({ atMost, ...comparison }) => ({
    what: `${inWords(comparison)}, beside ${CONTENDER_WORDS[comparison.beside]}: p50 with a network of 5 ms, one at a time`,
    measured: ratioOf(figures, comparison, ALONE).median,
    atMost,
  }));
