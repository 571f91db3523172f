import { followBooks } from './books.ts';
import type { Trouble } from './faults.ts';
import { followEvents } from './follow.ts';
import { LANES } from './page-events.ts';
import { type Complaint, openLanes } from './page-state.ts';
import { readSeen } from './seen.ts';
import { armTrouble, ServerRefused } from './server.ts';
import { openShop } from './shop.ts';
import type { Store } from './store.ts';
import type { Totals } from './totals.ts';

const isEmpty = (totals: Totals): boolean => LANES.every((lane) => totals[lane].payments.length === 0);

/** One checkout on this page, from its opening until another takes its place. */
export const openVisit = (checkoutId: string, store: Store) => {
  const complain = (about: Complaint, sentence: string | null): void =>
    store.change({ kind: 'complaint', about, sentence });

  const lanes = readSeen(sessionStorage, checkoutId);
  store.change({ kind: 'checkout', checkoutId, ...(lanes && { lanes }) });

  const books = followBooks(checkoutId, {
    onTotals: (totals) => {
      if (isEmpty(totals) && !isEmpty(store.now().totals)) store.change({ kind: 'forgotten' });
      store.change({ kind: 'set', set: { totals } });
      complain('ledger', null);
    },
    onRefusal: (sentence) => complain('ledger', `The totals cannot be read. ${sentence}`),
  });
  let isClosed = false;
  const shop = openShop({
    checkoutId,
    // What still comes of a checkout that was left is not about the one that is shown.
    tell: (event) => isClosed || store.change({ kind: 'lane', event }),
    complain: (sentence) => isClosed || complain('payment', sentence),
    lanes: () => openLanes(store.now()),
  });
  void shop.key().then((key) => isClosed || store.change({ kind: 'set', set: { key } }));

  const stopFollowing = followEvents(checkoutId, {
    onHello: (hello) => {
      store.change({ kind: 'set', set: { hello, isConnected: true } });
      void books.look();
    },
    onEvent: (event) => {
      store.change({ kind: 'lane', event });
      if (event.kind === 'money' || event.kind === 'answer') void books.look();
    },
    onLost: () => store.change({ kind: 'set', set: { isConnected: false } }),
  });
  void shop.resume();

  const arm = async (trouble: Trouble): Promise<void> => {
    try {
      await armTrouble(trouble, openLanes(store.now()));
      complain('trouble', null);
    } catch (error) {
      // Without a server there is nothing to arm; the tap goes on, and waits for one.
      if (error instanceof ServerRefused) complain('trouble', error.message);
    }
  };

  return {
    /** What goes wrong is armed first: it is to meet this tap. */
    tap: async (trouble: Trouble, isDouble = false): Promise<void> => {
      complain('payment', null);
      await arm(trouble);
      await Promise.all([shop.tap(trouble), ...(isDouble ? [shop.tap(trouble)] : [])]);
    },
    close: (): void => {
      isClosed = true;
      shop.stop();
      books.close();
      stopFollowing();
    },
  };
};

export type Visit = ReturnType<typeof openVisit>;
