import type { Automaton, Node } from '../workers/automaton.ts';
import { ITEMS, NOT_STARTED, type State, startedIn, WORKERS } from './state.ts';
import type { Texts } from './texts.ts';

/** Names that are part of no other text: they are exchanged as text. */
export const nameOf = (index: number): string => `worker-${index + 1}`;
export const indexOf = (name: string): number => Number(name.replace('worker-', '')) - 1;

/** For each worker, whose name and place it takes. */
export type Order = readonly number[];

const ordersOf = (count: number): Order[] =>
  count === 0
    ? [[]]
    : ordersOf(count - 1).flatMap((order) =>
        Array.from({ length: count }, (_, place) => [
          ...order.slice(0, place),
          count - 1,
          ...order.slice(place),
        ]),
      );

const renamed = (text: string, order: Order): string =>
  text.replace(/worker-\d/g, (name) => {
    const index = order[indexOf(name)];
    return index === undefined ? name : nameOf(index);
  });

const isBefore = (one: State, other: State): boolean => {
  for (let column = 0; column < one.length; column += 1) {
    const difference = (one[column] ?? 0) - (other[column] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

const createRenaming = (order: Order, texts: Texts, automaton: Automaton) => {
  const textNumbers: number[] = [];
  const nodes: Node[] = [];

  const ofText = (number: number): number => {
    const known = textNumbers[number] ?? texts.numberOf(renamed(texts.textOf(number), order));
    textNumbers[number] = known;
    return known;
  };

  const ofNode = (node: Node): Node => {
    const known = nodes[node.id];
    if (known !== undefined) return known;
    const { last, name, program, startedAt, losses } = node;
    const made =
      last === null
        ? automaton.start(program, renamed(name, order), startedAt)
        : automaton.tell(ofNode(last.before), ofText(last.said), last.phase, losses);
    nodes[node.id] = made;
    return made;
  };

  const ofState = (state: State): State => {
    const row = state.slice();
    for (let column = ITEMS; column < WORKERS; column += 1) row[column] = ofText(state[column] ?? 0);
    for (const [index, place] of order.entries()) {
      const standing = state[WORKERS + index] ?? NOT_STARTED;
      const node = automaton.nodeOf(standing);
      row[WORKERS + place] = node === undefined ? standing : ofNode(node).id;
    }
    return row;
  };

  return { order, ofState };
};

/**
 * Workers are interchangeable: production compares their names, and never looks into them. Of all states that differ
 * in nothing but which worker is which, one stands for all.
 */
export const createSymmetry = (texts: Texts, automaton: Automaton) => {
  const renamings = [0, 1, 2, 3].map((count) =>
    ordersOf(count).map((order) => createRenaming(order, texts, automaton)),
  );

  /** The state that stands for this one, and where each worker is in it. */
  return (state: State): { readonly state: State; readonly order: Order } => {
    let first: { readonly state: State; readonly order: Order } | undefined;
    for (const { order, ofState } of renamings[startedIn(state)] ?? []) {
      const image = ofState(state);
      if (first === undefined || isBefore(image, first.state)) first = { state: image, order };
    }
    if (first === undefined) throw new Error('more workers than symmetry knows');
    return first;
  };
};

export type Symmetry = ReturnType<typeof createSymmetry>;
