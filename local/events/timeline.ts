import { setTimeout as passed } from 'node:timers/promises';
import type { LocalEvent, Told } from './event.ts';
import { byTime } from './order.ts';
import { place } from './place.ts';
import type { RecordSource } from './record-source.ts';

/** Nobody sees a tenth of a second, and a look costs the engine a few milliseconds. */
const LOOK_EVERY_MS = 100;
/** A DynamoDB that does not answer may not hold back what else there is to tell. */
const LOOK_WITHIN_MS = 1_000;
/** Ten times what a storm makes between two looks. More is told at once, in whatever order. */
const HELD_MAX = 1_000;

interface Listener {
  readonly tenant: string;
  readonly hear: Hear;
}

export type Hear = (event: LocalEvent) => void;

/** What happens to tenants, told to whoever listens, as it happens and in that order. Nothing is kept for later. */
export interface Timeline {
  tell(tenant: string, event: LocalEvent): void;
  /**
   * From when this is done, everything that happens to the tenant is heard.
   *
   * @returns how to stop listening; twice is as good as once
   */
  listen(tenant: string, hear: Hear): Promise<() => void>;
  /** Nobody hears anything any more. Done when nobody looks any more either. */
  close(): Promise<void>;
}

/**
 * Records are found by looking and so are known a moment after everything else: what happened before a look began is held
 * until that look is over, and then told by its time.
 */
export const createTimeline = (
  records: Pick<RecordSource, 'read' | 'close'>,
  clock: () => number = Date.now,
): Timeline => {
  const listeners = new Set<Listener>();
  let held: Told[] = [];
  let reading: { readonly startedAtMs: number; readonly done: Promise<boolean> } | undefined;
  let following: Promise<void> | undefined;
  let lastLeft = new AbortController();

  const tellUntil = (untilMs: number): void => {
    const due = held.filter(({ event }) => event.atMs <= untilMs);
    held = held.filter(({ event }) => event.atMs > untilMs);
    for (const { tenant, event } of due.sort((one, other) => byTime(one.event, other.event)))
      for (const listener of [...listeners]) if (listener.tenant === tenant) listener.hear(event);
  };
  const hold = (told: readonly Told[]): void => {
    held.push(...told.filter(({ tenant }) => [...listeners].some((each) => each.tenant === tenant)));
    if (held.length > HELD_MAX) tellUntil(Number.POSITIVE_INFINITY);
  };

  const read = () => {
    const startedAtMs = clock();
    const done = records.read().then((found) => {
      reading = undefined;
      const look = { startedAtMs, endedAtMs: clock() };
      hold(found.map((each) => place(each, held, look)));
      return true;
    });
    return { startedAtMs, done };
  };

  const look = async (): Promise<void> => {
    reading ??= read();
    const { startedAtMs, done } = reading;
    const isDone = await Promise.race([done, passed(LOOK_WITHIN_MS, false, { ref: false })]);
    tellUntil(isDone ? startedAtMs : clock());
  };

  const follow = async (): Promise<void> => {
    while (listeners.size > 0) {
      const { signal } = lastLeft;
      // Aborted: there is nobody to look for.
      await passed(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (listeners.size > 0) await look();
    }
    following = undefined;
    held = [];
    records.close();
  };

  const leave = (leaving: readonly Listener[]): void => {
    for (const listener of leaving) listeners.delete(listener);
    if (listeners.size > 0) return;
    lastLeft.abort();
    lastLeft = new AbortController();
  };

  return {
    tell: (tenant, event) => hold([{ tenant, event }]),
    listen: async (tenant, hear) => {
      const listener = { tenant, hear };
      listeners.add(listener);
      await look();
      following ??= follow();
      return () => leave([listener]);
    },
    close: async () => {
      leave([...listeners]);
      await following;
    },
  };
};
