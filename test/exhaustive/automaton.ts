import { type BrokenRule, INTACT } from './rules.ts';
import { follow, type Point, type Program, type Said, type Turn } from './worker.ts';

/** Where a worker stands. Two workers at one node have the same future. */
export interface Node {
  readonly id: number;
  readonly program: Program;
  readonly name: string;
  readonly startedAtMs: number;
  readonly turns: readonly Turn[];
  readonly point: Point;
  readonly losses: number;
}

/**
 * The production code as a table: what a worker does next depends on nothing but what it was told so far, so each
 * history is run once and remembered.
 */
export const createAutomaton = (rule: BrokenRule = INTACT) => {
  const known = new Map<string, Promise<Node> | Node>();

  const node = (at: string, origin: Omit<Node, 'id' | 'point'>): Promise<Node> | Node => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const id = known.size;
    const made = follow(origin.program, origin.name, origin.startedAtMs, origin.turns, rule).then((point) => {
      const done = { ...origin, id, point };
      known.set(at, done);
      return done;
    });
    known.set(at, made);
    return made;
  };

  return {
    size: () => known.size,
    start: (program: Program, name: string, startedAtMs: number) =>
      node(`${name} ${JSON.stringify(program)} ${startedAtMs}`, {
        program,
        name,
        startedAtMs,
        turns: [],
        losses: 0,
      }),
    tell: (from: Node, said: Said, nowMs: number) =>
      node(`${from.id} ${nowMs} ${JSON.stringify(said)}`, {
        ...from,
        turns: [...from.turns, { said, nowMs }],
        losses: from.losses + (said.kind === 'lost' ? 1 : 0),
      }),
  };
};

export type Automaton = ReturnType<typeof createAutomaton>;
