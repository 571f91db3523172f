import { EMPTY, textOfLedger } from '../world/ledger.ts';
import { ORDER_PK, placedOrder, STORED_PKS } from '../world/scene.ts';
import type { Texts } from './texts.ts';

/**
 * A state as a row of numbers: the phase, then what is stored, known to the processor and answered (each a text's
 * number), then where each worker stands (a node's number).
 */
export type State = readonly number[];

export const PHASE = 0;
export const ITEMS = 1;
export const LEDGER = ITEMS + STORED_PKS.length;
/** The definitive reply that was given for each key, as its bytes. */
export const REPLIES = LEDGER + 1;
export const WORKERS = REPLIES + 2;

/** Where a worker stands that has not been started. */
export const NOT_STARTED = 0;
/** A worker that has ended, or was stopped, has no future: only what it answered is remembered. */
export const ENDED = 1;

/** The column of the item with this table key. */
export const columnOf = (pk: string): number => ITEMS + STORED_PKS.indexOf(pk);

/** How many workers have been started: they stand in front. */
export const startedIn = (state: State): number => {
  const first = state.indexOf(NOT_STARTED, WORKERS);
  return (first === -1 ? state.length : first) - WORKERS;
};

export const startOf = (texts: Texts, withOrder: boolean, workersMax: number): State => {
  const state = new Array<number>(WORKERS + workersMax).fill(0);
  state[LEDGER] = texts.numberOf(textOfLedger(EMPTY));
  if (withOrder) state[columnOf(ORDER_PK)] = texts.numberOf(JSON.stringify(placedOrder));
  return state;
};

/** The same state but for some columns. */
export const changed = (state: State, changes: Iterable<readonly [column: number, value: number]>): State => {
  const row = state.slice();
  for (const [column, value] of changes) row[column] = value;
  return row;
};
