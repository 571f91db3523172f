import { readLedger, ServerRefused } from './server.ts';
import { type Totals, totalsOf } from './totals.ts';

interface Books {
  readonly onTotals: (totals: Totals) => void;
  readonly onRefusal: (sentence: string) => void;
}

/** Reads the processor's ledger whenever it may have changed; one read at a time, and one more for what came meanwhile. */
export const followBooks = (checkoutId: string, { onTotals, onRefusal }: Books) => {
  let isReading = false;
  let isStale = false;
  let isClosed = false;

  const read = async (): Promise<void> => {
    try {
      const ledger = await readLedger(checkoutId);
      if (!isClosed) onTotals(totalsOf(ledger));
    } catch (error) {
      // That there is no server at all is said already; the next connection reads again.
      if (error instanceof ServerRefused && !isClosed) onRefusal(error.message);
    }
  };

  return {
    look: async (): Promise<void> => {
      isStale = true;
      if (isReading) return;
      isReading = true;
      while (isStale) {
        isStale = false;
        await read();
      }
      isReading = false;
    },
    close: (): void => {
      isClosed = true;
    },
  };
};
