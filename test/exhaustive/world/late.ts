import type { Texts } from '../states/texts.ts';
import { arrived, charge, type Ledger, textOfLedger, VERDICTS } from './ledger.ts';
import { dayOf, keyOfCharge, type Phase } from './scene.ts';

/** A payment request arrives that nobody waits for any more: the ledger is another one then. */
export interface Arrival {
  readonly words: string;
  readonly ledger: number;
}

/** What happens at the processor when no worker is there, once for each ledger. */
export const createLate = (texts: Texts) => {
  const arrivals = new Map<string, readonly Arrival[]>();
  const forgotten = new Map<number, number>();
  const ledgerOf = (number: number) => JSON.parse(texts.textOf(number)) as Ledger;

  const arrivalsIn = (ledger: Ledger, day: number): Arrival[] =>
    Object.entries(ledger.travelling).flatMap(([key, id]) =>
      VERDICTS.flatMap((verdict) => {
        const { ledger: after, isNew } = charge(ledger, key, id, day, verdict);
        if (!isNew && verdict === 'declined') return [];
        const fate = isNew ? verdict : 'nothing new happens';
        return {
          words: `The payment request of key ${keyOfCharge(id)} arrives late at the processor: ${fate}.`,
          ledger: texts.numberOf(textOfLedger(arrived(after, key))),
        };
      }),
    );

  return {
    arrivals: (ledger: number, phase: Phase): readonly Arrival[] => {
      const at = `${ledger} ${dayOf(phase)}`;
      const found = arrivals.get(at) ?? arrivalsIn(ledgerOf(ledger), dayOf(phase));
      arrivals.set(at, found);
      return found;
    },

    /** The ledger when no request is on its way any more. */
    withoutRequests: (ledger: number): number => {
      const found =
        forgotten.get(ledger) ?? texts.numberOf(textOfLedger({ ...ledgerOf(ledger), travelling: {} }));
      forgotten.set(ledger, found);
      return found;
    },
  };
};

export type Late = ReturnType<typeof createLate>;
