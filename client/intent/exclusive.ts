import type { IntentStorage } from './stored.ts';

/** What the intents of one name over one storage have in common on this page. */
interface Place {
  running?: Promise<unknown> | undefined;
  turn: Promise<unknown>;
}

const places = new WeakMap<IntentStorage, Record<string, Place>>();

export const placeOf = (storage: IntentStorage, item: string): Place => {
  const ofStorage = places.get(storage) ?? {};
  places.set(storage, ofStorage);
  ofStorage[item] ??= { turn: Promise.resolve() };
  return ofStorage[item];
};

interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** What keeps tabs apart. Pages without TLS have none, and Node has none before 24.5. */
export const tabLocks = (): Locks | undefined =>
  (globalThis as { readonly navigator?: { readonly locks?: Locks } }).navigator?.locks;

/** One at a time on this page, and where the platform has locks, in all its tabs. */
export const exclusively = <T>(place: Place, item: string, work: () => Promise<T>): Promise<T> => {
  const turn = place.turn.then(() => {
    const locks = tabLocks();
    return locks === undefined ? work() : locks.request(item, work);
  });
  place.turn = turn.catch(() => undefined); // Whoever waits for its turn does not care how the one before ended.
  return turn;
};
