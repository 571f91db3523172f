import type { Storage } from './checkout.ts';
import { EMPTY_LANE, type LaneView } from './lane.ts';
import type { LaneViews } from './page-state.ts';

const NAME = 'payonce.seen';

interface Seen {
  readonly checkoutId: string;
  readonly lanes: LaneViews;
}

/** The server tells what happens and not what has happened: a reloaded page knows the rest from before. */
export const keepSeen = (storage: Storage, seen: Seen): void =>
  storage.setItem(NAME, JSON.stringify({ checkoutId: seen.checkoutId, lanes: seen.lanes }));

/** What was in flight has been cut off by the reload: nothing is under way until somebody asks again. */
const afterReload = (view: LaneView): LaneView => ({ ...EMPTY_LANE, ...view, underWay: 0, waiting: null });

export const readSeen = (storage: Storage, checkoutId: string): LaneViews | undefined => {
  const kept = storage.getItem(NAME);
  if (kept === null) return undefined;
  const seen = JSON.parse(kept) as Seen;
  if (seen.checkoutId !== checkoutId) return undefined;
  return {
    'without-key': afterReload(seen.lanes['without-key']),
    'with-key': afterReload(seen.lanes['with-key']),
  };
};
