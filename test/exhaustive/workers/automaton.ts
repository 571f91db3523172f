import { type BrokenRule, INTACT } from '../rules/broken-rule.ts';
import { ENDED } from '../states/state.ts';
import type { Texts } from '../states/texts.ts';
import { type Phase, timeOf } from '../world/scene.ts';
import { follow, type Point, type Program, type Said, type Turn } from './worker.ts';

/** Where a worker stands: what it is, and all that it was told. Two workers at one node have the same future. */
export interface Node {
  readonly id: number;
  readonly name: string;
  readonly program: Program;
  readonly startedAt: Phase;
  /** What it was told last, a text's number, and when; `null` when it has just been started. */
  readonly last: { readonly before: Node; readonly said: number; readonly phase: Phase } | null;
  readonly losses: number;
}

/**
 * The production code as a table: what a worker does next depends on nothing but what it was told so far, so each
 * history is run once and remembered.
 */
export const createAutomaton = (texts: Texts, rule: BrokenRule = INTACT) => {
  const known = new Map<string, Node>();
  const nodes: (Node | undefined)[] = new Array(ENDED + 1).fill(undefined);
  const points: (Point | Promise<Point> | undefined)[] = [];
  const alike = new Map<string, Point>();
  let histories = 0;

  const node = (at: string, origin: Omit<Node, 'id'>): Node => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const made = { ...origin, id: nodes.length };
    nodes.push(made);
    known.set(at, made);
    return made;
  };

  const turnsOf = ({ last }: Node): Turn[] => {
    if (last === null) return [];
    const said = JSON.parse(texts.textOf(last.said)) as Said;
    return [...turnsOf(last.before), { said, nowMs: timeOf(last.phase) }];
  };

  const followed = async (at: Node): Promise<Point> => {
    histories += 1;
    const point = await follow(at.program, at.name, timeOf(at.startedAt), turnsOf(at), rule);
    // Many histories lead to the same call. It is kept once, or a search would need gigabytes.
    const text = JSON.stringify(point);
    const kept = alike.get(text) ?? (JSON.parse(text) as Point);
    alike.set(text, kept);
    points[at.id] = kept;
    return kept;
  };

  return {
    histories: () => histories,
    nodeOf: (id: number): Node | undefined => nodes[id],

    start: (program: Program, name: string, phase: Phase): Node =>
      node(`${name} ${JSON.stringify(program)} ${phase}`, {
        name,
        program,
        startedAt: phase,
        last: null,
        losses: 0,
      }),

    tell: (before: Node, said: number, phase: Phase, losses: number): Node =>
      node(`${before.id} ${said} ${phase}`, { ...before, last: { before, said, phase }, losses }),

    /** What the production code does next after this history. */
    pointOf: (at: Node): Point | Promise<Point> => {
      const point = points[at.id] ?? followed(at);
      points[at.id] = point;
      return point;
    },
  };
};

export type Automaton = ReturnType<typeof createAutomaton>;
