import type { Rig } from '../search/rig.ts';
import type { Step } from '../search/step.ts';
import { NOT_STARTED, type State } from '../states/state.ts';
import type { Node } from './automaton.ts';
import type { Edge } from './edge.ts';

/** Puts a worker where it stands after what it was told; one that has ended leaves its reply. */
const stepAlong = (state: State, column: number, node: Node, edge: Edge): Step => {
  const row = state.slice();
  for (const [changed, value] of edge.changes) row[changed] = value;
  row[column] = edge.standing;
  const before = state[edge.replyColumn] ?? 0;
  if (edge.reply !== 0) row[edge.replyColumn] = edge.reply;
  const isOther = edge.reply !== 0 && before !== 0 && before !== edge.reply;
  return {
    event: { kind: 'is-told', node, edge },
    state: row,
    broken: isOther ? 'one key was given two different definitive replies' : edge.broken,
  };
};

/** Everything that one worker may do next. */
export const stepsOfWorker = (
  state: State,
  column: number,
  { automaton, edges }: Rig,
): Step[] | Promise<Step[]> => {
  const node = automaton.nodeOf(state[column] ?? NOT_STARTED);
  if (node === undefined) return [];
  const toSteps = (known: readonly Edge[]) => known.map((edge) => stepAlong(state, column, node, edge));
  const known = edges(node, state);
  return known instanceof Promise ? known.then(toSteps) : toSteps(known);
};
