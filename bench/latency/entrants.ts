import type { Entrant } from './result.ts';

/**
 * Who takes turns with whom. Replays and conflicts do not exist without idempotency: they stand beside the same job done
 * without a key, and so take their turns with it.
 */
export const TURNS: readonly (readonly Entrant[])[] = [
  [
    { contender: 'ours', job: 'order', situation: 'first' },
    { contender: 'stock', job: 'order', situation: 'first' },
    { contender: 'without key', job: 'order', situation: 'first' },
    { contender: 'ours', job: 'order', situation: 'replay' },
    { contender: 'stock', job: 'order', situation: 'replay' },
  ],
  [
    { contender: 'ours', job: 'charge', situation: 'first' },
    { contender: 'stock', job: 'charge', situation: 'first' },
    { contender: 'without key', job: 'charge', situation: 'first' },
    { contender: 'ours', job: 'charge', situation: 'replay' },
    { contender: 'stock', job: 'charge', situation: 'replay' },
    { contender: 'ours', job: 'charge', situation: 'conflict' },
    { contender: 'stock', job: 'charge', situation: 'conflict' },
  ],
];
