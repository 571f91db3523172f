import type { State } from './state.ts';

/** FNV-1a over whole numbers. */
const hashOf = (state: State): number => {
  let hash = 0x811c9dc5;
  for (let column = 0; column < state.length; column += 1)
    hash = Math.imul(hash ^ (state[column] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
};

/**
 * All states found so far, nearest first, each with the one that it was found from. Whole rows are compared: nothing
 * is taken for seen because of its hash alone. About 60 bytes a state.
 */
export const createVisited = (width: number) => {
  let rows = new Int32Array(1024 * width);
  let parents = new Int32Array(1024);
  let slots = new Int32Array(4096).fill(-1);
  let size = 0;

  const rowOf = (at: number): State => Array.from(rows.subarray(at * width, (at + 1) * width));

  const isAt = (at: number, state: State): boolean => {
    for (let column = 0; column < width; column += 1)
      if (rows[at * width + column] !== state[column]) return false;
    return true;
  };

  const slotOf = (state: State): number => {
    let slot = hashOf(state) & (slots.length - 1);
    for (let at = slots[slot] ?? -1; at !== -1 && !isAt(at, state); at = slots[slot] ?? -1)
      slot = (slot + 1) & (slots.length - 1);
    return slot;
  };

  const doubled = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
    const larger = new Int32Array(old.length * 2);
    larger.set(old);
    return larger;
  };

  const grow = (): void => {
    rows = doubled(rows);
    parents = doubled(parents);
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let at = 0; at < size; at += 1) slots[slotOf(rowOf(at))] = at;
  };

  return {
    size: () => size,
    rowOf,
    /** From the first state to this one. */
    pathTo: (last: number): State[] => {
      const path: State[] = [];
      for (let at = last; at !== -1; at = parents[at] ?? -1) path.unshift(rowOf(at));
      return path;
    },
    /** Does nothing when the state was found before. */
    add: (state: State, parent: number): void => {
      if (size === parents.length) grow();
      const slot = slotOf(state);
      if (slots[slot] !== -1) return;
      slots[slot] = size;
      parents[size] = parent;
      rows.set(state, size * width);
      size += 1;
    },
  };
};
