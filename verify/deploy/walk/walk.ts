import type { Place } from '../http.ts';
import type { Caller } from './caller.ts';
import type { LedgerEntry } from './ledger.ts';

/** What every part of the walk needs. */
export interface Walk {
  readonly api: Place;
  /** With every scope. */
  readonly caller: Caller;
  /** Who the caller is to the deployment. */
  readonly tenant: string;
  readonly readLedger: () => Promise<readonly LedgerEntry[]>;
  readonly signal: AbortSignal;
}

export const CARD = 'pm_card_visa';

/** SES's own mailbox for trying things out: it takes mail also from a new account, and nobody reads it. */
export const PAYER = 'success+ada@simulator.amazonses.com';
