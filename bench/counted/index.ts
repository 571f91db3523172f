import type { Part, Target } from '../part.ts';
import { OURS } from './contenders.ts';
import { type Counted, countAll } from './count.ts';
import { CHARGE_REPLAYED, FIRST_CHARGE, FIRST_ORDER, ORDER_REPLAYED } from './operations.ts';
import { callsTable, find, unitsTable } from './tables.ts';

type Result = readonly Counted[];

/** How many calls to DynamoDB each may make: what is promised. */
const PROMISED = [
  [FIRST_CHARGE, 2],
  [FIRST_ORDER, 1],
  [CHARGE_REPLAYED, 1],
  [ORDER_REPLAYED, 1],
] as const;

const targets = (counted: Result): Target[] =>
  PROMISED.map(([operation, atMost]) => ({
    what: `calls to DynamoDB, ${operation}`,
    measured: find(counted, operation, OURS)?.calls.length ?? Number.NaN,
    atMost,
  }));

/** Calls and units that DynamoDB was seen to take for each operation. They are counted, not timed: any machine has the same. */
export const counted: Part<Result> = {
  name: 'counted',
  measure: countAll,
  tables: (result) => [callsTable(result), unitsTable(result)],
  targets,
};
