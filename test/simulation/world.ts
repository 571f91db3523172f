import type { TableDefinition } from './dynamodb/table-definition.ts';
import { ROUTES, type Route } from './handlers.ts';
import { INVARIANTS, type Invariant } from './violation.ts';

export const START_MS = Date.UTC(2026, 0, 1);
export const MINUTE_MS = 60_000;

/** What is in a world, besides chance. */
export interface WorldOptions {
  /** What shoppers call. */
  readonly routes: readonly Route[];
  /** Tables of the handlers' own, besides charges and orders. */
  readonly moreTables: readonly TableDefinition[];
  /** What the world is held to. */
  readonly invariants: readonly Invariant[];
  /** How long the recovery does not run in the middle of some storms: longer than the processor remembers a key. */
  readonly outageMs: number;
  /** Whether somebody redacts. */
  readonly hasOperators: boolean;
}

export const WHOLE_WORLD: WorldOptions = {
  routes: ROUTES,
  moreTables: [],
  invariants: Object.keys(INVARIANTS) as Invariant[],
  outageMs: 25 * 60 * MINUTE_MS,
  hasOperators: true,
};
