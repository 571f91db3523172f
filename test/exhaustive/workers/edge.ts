import type { BrokenRule } from '../rules/broken-rule.ts';
import { columnOf, ENDED, LEDGER, PHASE, REPLIES, type State } from '../states/state.ts';
import type { Texts } from '../states/texts.ts';
import { answersTo } from '../world/answers.ts';
import { type Facts, factsOf } from '../world/facts.ts';
import { textOfLedger } from '../world/ledger.ts';
import { isTakenTooEarly } from '../world/promises.ts';
import { KEYS, STORED_PKS, timeOf } from '../world/scene.ts';
import type { Automaton, Node } from './automaton.ts';
import type { Call, Point, Said } from './worker.ts';

/** One thing that a worker may be told, and all that comes of it. */
export interface Edge {
  readonly call: Call;
  readonly said: Said;
  readonly point: Point;
  /** The number of the worker's next node, or `ENDED`. */
  readonly standing: number;
  readonly changes: readonly (readonly [column: number, value: number])[];
  /** Where its definitive reply belongs, and the reply; none: 0. */
  readonly replyColumn: number;
  readonly reply: number;
  /** What goes wrong in this very step, in words. */
  readonly broken: string | null;
}

export interface Model {
  readonly texts: Texts;
  readonly automaton: Automaton;
  readonly rule: BrokenRule;
  readonly lossesMax: number;
  readonly asksForLeases: boolean;
}

const brokenBy = ({ program }: Node, point: Point): string | null => {
  if (point.kind === 'threw') return `a worker fails with: ${point.message}`;
  const startsPayment = program.kind === 'recover' && point.kind === 'asks' && point.call.kind === 'charge';
  return startsPayment ? 'recovery starts a payment' : null;
};

const edgeOf = async (
  { texts, automaton, asksForLeases }: Model,
  node: Node,
  call: Call,
  state: State,
  {
    said,
    before,
    after,
  }: { readonly said: Said; readonly before: Facts; readonly after: Omit<Facts, 'replies'> },
): Promise<Edge> => {
  const { program } = node;
  const phase = state[PHASE] ?? 0;
  const losses = node.losses + (said.kind === 'lost' ? 1 : 0);
  const next = automaton.tell(node, texts.numberOf(JSON.stringify(said)), phase, losses);
  const point = await automaton.pointOf(next);
  const isEarly =
    asksForLeases &&
    STORED_PKS.some((pk) => isTakenTooEarly(before.items[pk], after.items[pk], timeOf(phase)));
  const values: [number, number][] = [
    ...STORED_PKS.map((pk): [number, number] => [columnOf(pk), texts.numberOf(after.items[pk] ?? '')]),
    [LEDGER, texts.numberOf(textOfLedger(after.ledger))],
  ];
  return {
    call,
    said,
    point,
    standing: point.kind === 'asks' ? next.id : ENDED,
    changes: values.filter(([column, value]) => state[column] !== value),
    replyColumn: 'key' in program ? REPLIES + KEYS.indexOf(program.key) : REPLIES,
    reply: point.kind === 'answers' && program.kind === 'charge' ? texts.numberOf(point.stored ?? '') : 0,
    broken: isEarly ? 'an attempt is taken over while its lease runs' : brokenBy(node, point),
  };
};

/** Everything that may come of a worker's call. */
export const edgesOf = async (model: Model, node: Node, call: Call, state: State): Promise<Edge[]> => {
  const before = factsOf(state, model.texts);
  // A lost answer ends a DELETE: as if it stood still for ever.
  const canLose = node.losses < model.lossesMax && node.program.kind !== 'cancel-order';
  const situation = { phase: state[PHASE] ?? 0, name: node.name, canLose };
  const edges: Edge[] = [];
  for (const { said, world: after } of answersTo(call, before, situation, model.rule))
    edges.push(await edgeOf(model, node, call, state, { said, before, after }));
  return edges;
};
