import type { CancelOutcome, ChargeOutcome } from '../../../functions/processor/processor.ts';

export type Verdict = 'succeeded' | 'declined' | 'canceled';

/** What may become of a payment that arrives. */
export const VERDICTS = ['succeeded', 'declined'] as const;

/** A key's entry, and the day it was made: a day later the key is forgotten, the entry is not. */
interface Entry {
  readonly verdict: Verdict;
  readonly day: number;
}

/** A processor that honours its contract: one payment per remembered key, a fence that burns the key. */
export interface Ledger {
  readonly entries: Readonly<Record<string, Entry>>;
  /** How often money moved, by charge. */
  readonly moved: Readonly<Record<string, number>>;
  /** Requests whose caller is gone or was not answered. Each may yet arrive, at any time of its day. */
  readonly travelling: Readonly<Record<string, string>>;
}

export const EMPTY: Ledger = { entries: {}, moved: {}, travelling: {} };

/** Equal for equal ledgers. */
export const textOfLedger = (ledger: Ledger): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(ledger).map(([part, record]) => [
        part,
        Object.fromEntries(Object.entries(record).sort()),
      ]),
    ),
  );

const outcomes: Record<Verdict, CancelOutcome> = {
  succeeded: { kind: 'succeeded', processorId: 'pi_1' },
  declined: { kind: 'declined', code: 'card-declined', message: 'No.' },
  canceled: { kind: 'canceled' },
};

/** The payment arrives. A new one gets the verdict; for a known key, what is known is answered. */
export const charge = (
  ledger: Ledger,
  key: string,
  chargeId: string,
  day: number,
  verdict: 'succeeded' | 'declined',
): { ledger: Ledger; outcome: ChargeOutcome; isNew: boolean } => {
  const entry = ledger.entries[key];
  if (entry !== undefined && entry.day === day) {
    const outcome = outcomes[entry.verdict];
    return {
      ledger,
      isNew: false,
      outcome: outcome.kind === 'canceled' ? { kind: 'unknown', reason: 'a fence took the key' } : outcome,
    };
  }
  const moved = (ledger.moved[chargeId] ?? 0) + (verdict === 'succeeded' ? 1 : 0);
  return {
    ledger: {
      ...ledger,
      entries: { ...ledger.entries, [key]: { verdict, day } },
      moved: moved === 0 ? ledger.moved : { ...ledger.moved, [chargeId]: moved },
    },
    outcome: outcomes[verdict] as ChargeOutcome,
    isNew: true,
  };
};

/** Answers what became of the payment, also long after its key was forgotten; otherwise burns the key. */
export const cancel = (
  ledger: Ledger,
  key: string,
  day: number,
  doesBurn: boolean,
): { ledger: Ledger; outcome: CancelOutcome } => {
  const entry = ledger.entries[key];
  if (entry !== undefined) return { ledger, outcome: outcomes[entry.verdict] };
  const burnt = { ...ledger, entries: { ...ledger.entries, [key]: { verdict: 'canceled' as const, day } } };
  return { ledger: doesBurn ? burnt : ledger, outcome: outcomes.canceled };
};

export const send = (ledger: Ledger, key: string, chargeId: string): Ledger => ({
  ...ledger,
  travelling: { ...ledger.travelling, [key]: chargeId },
});

export const arrived = (ledger: Ledger, key: string): Ledger => {
  const { [key]: _, ...travelling } = ledger.travelling;
  return { ...ledger, travelling };
};
