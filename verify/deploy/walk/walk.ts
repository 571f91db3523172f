import type { Place } from '../http.ts';
import type { Caller } from './caller.ts';
import type { LedgerEntry } from './ledger.ts';

/** What every part of the walk needs. */
export interface Walk {
  readonly api: Place;
  /** With every scope. */
  readonly caller: Caller;
  readonly readLedger: () => Promise<readonly LedgerEntry[]>;
  readonly signal: AbortSignal;
}

export const CARD = 'pm_card_visa';
