import type { IntentStorage } from '@payonce/client';

export interface Tabs {
  /** What all of them see. */
  readonly items: Map<string, string>;
  /** A tab's own view of it. */
  open(): Required<IntentStorage>;
}

/** `localStorage`, as several tabs have it. */
export const tabs = (): Tabs => {
  const items = new Map<string, string>();
  return {
    items,
    open: () => ({
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => {
        items.set(name, value);
      },
    }),
  };
};

/** What `navigator.locks` does: one after the other, in the order of asking. */
export const tabLocks = () => {
  const turns = new Map<string, Promise<unknown>>();
  return {
    request: <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const turn = (turns.get(name) ?? Promise.resolve()).then(work);
      turns.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
};
