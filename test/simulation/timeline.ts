interface Event {
  readonly atMs: number;
  readonly sequence: number;
  readonly run: () => void;
}

/** Virtual time: nothing waits, and what is due first happens first, always in the same order. */
export interface Timeline {
  readonly nowMs: () => number;
  readonly after: (delayMs: number, run: () => void) => void;
  /** Runs what is due until `untilMs`; everything that a step sets free is done before the next. */
  readonly runUntil: (untilMs: number) => Promise<void>;
}

const isBefore = (one: Event, other: Event): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.sequence < other.sequence);

/** A handler goes on in microtasks after each answer: by the next turn of the loop it stands at its next call. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const startTimeline = (startMs: number): Timeline => {
  const heap: Event[] = [];
  let nowMs = startMs;
  let sequence = 0;

  const swap = (one: number, other: number): void => {
    [heap[one], heap[other]] = [heap[other] as Event, heap[one] as Event];
  };
  const push = (event: Event): void => {
    let place = heap.push(event) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(event, heap[parent] as Event)) break;
      swap(place, parent);
      place = parent;
    }
  };
  const pop = (): Event => {
    const first = heap[0] as Event;
    const last = heap.pop() as Event;
    if (heap.length === 0) return first;
    heap[0] = last;
    for (let place = 0; ; ) {
      const children = [2 * place + 1, 2 * place + 2].filter((child) => child < heap.length);
      const least = children.reduce(
        (best, child) => (isBefore(heap[child] as Event, heap[best] as Event) ? child : best),
        place,
      );
      if (least === place) return first;
      swap(place, least);
      place = least;
    }
  };

  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => {
      sequence += 1;
      push({ atMs: nowMs + Math.max(0, delayMs), sequence, run });
    },
    runUntil: async (untilMs) => {
      while (heap[0] !== undefined && heap[0].atMs <= untilMs) {
        const event = pop();
        nowMs = event.atMs;
        event.run();
        await settled();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
  };
};
