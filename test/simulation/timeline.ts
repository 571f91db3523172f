import { createEventHeap } from './event-heap.ts';

/** Virtual time: nothing waits, and what is due first happens first, always in the same order. */
export interface Timeline {
  readonly nowMs: () => number;
  /** `run` sets functions or clients free: all that they can do at once is done before time goes on. */
  readonly after: (delayMs: number, run: () => void) => void;
  /** `run` sets nobody free: it costs no turn of the microtasks. */
  readonly afterQuietly: (delayMs: number, run: () => void) => void;
  /** Runs what is due until `untilMs`, or until `isOver` says so. */
  readonly runUntil: (untilMs: number, isOver?: () => boolean) => Promise<void>;
}

/**
 * How many turns of the microtask queue a function may need from an answer to its next call: the deepest way in
 * production takes about 20. More than enough costs half a microsecond; too few would not harm the order, which is the queue's and
 * always the same, but time would pass for a function that is not waiting. A test compares with a drained queue.
 */
const TURNS = 40;

/** Lets everything that was set free come to its next call. */
const inTurns = async (): Promise<void> => {
  for (let turn = 0; turn < TURNS; turn += 1) await undefined;
};

/** @param settle lets go on whatever an event has set free. @default inTurns */
export const startTimeline = (startMs: number, settle: () => Promise<void> = inTurns): Timeline => {
  const heap = createEventHeap();
  let nowMs = startMs;

  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => heap.push(nowMs + Math.max(0, delayMs), run, true),
    afterQuietly: (delayMs, run) => heap.push(nowMs + Math.max(0, delayMs), run, false),
    runUntil: async (untilMs, isOver = () => false) => {
      while (!isOver()) {
        const first = heap.first();
        if (first === undefined || first.atMs > untilMs) break;
        nowMs = first.atMs;
        let setsFree = false;
        // What is due at the same moment happens in one step, in the order in which it was foreseen.
        for (let event = heap.first(); event?.atMs === nowMs; event = heap.first()) {
          heap.pop();
          event.run();
          setsFree ||= event.setsFree;
        }
        if (setsFree) await settle();
      }
      if (!isOver()) nowMs = Math.max(nowMs, untilMs);
    },
  };
};
