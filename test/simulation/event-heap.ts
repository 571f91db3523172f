export interface Event {
  readonly atMs: number;
  readonly run: () => void;
  readonly setsFree: boolean;
  /** Of two events at one moment, the one that was foreseen first comes first. */
  readonly sequence: number;
}

const isBefore = (one: Event, other: Event): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.sequence < other.sequence);

/** A binary heap of what is to come, the next event first. */
export const createEventHeap = () => {
  const heap: Event[] = [];
  let sequence = 0;

  return {
    first: (): Event | undefined => heap[0],

    push: (atMs: number, run: () => void, setsFree: boolean): void => {
      sequence += 1;
      const event = { atMs, run, setsFree, sequence };
      let place = heap.length;
      while (place > 0) {
        const above = (place - 1) >> 1;
        const parent = heap[above] as Event;
        if (!isBefore(event, parent)) break;
        heap[place] = parent;
        place = above;
      }
      heap[place] = event;
    },

    pop: (): void => {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && isBefore(heap[child + 1] as Event, heap[child] as Event)) child += 1;
        if (!isBefore(heap[child] as Event, last)) break;
        heap[place] = heap[child] as Event;
        place = child;
      }
      heap[place] = last;
    },
  };
};
