import { columnOf, LEDGER, PHASE, type State } from '../states/state.ts';
import { writesOf } from '../world/answers.ts';
import { targetOf } from '../world/table.ts';
import type { Node } from './automaton.ts';
import { type Edge, edgesOf, type Model } from './edge.ts';
import type { Call } from './worker.ts';

/** What a worker asks for where it stands, and what has come of it so far. */
interface Plan {
  readonly call: Call;
  /** All that the answer depends on, besides the time. */
  readonly columns: readonly number[];
  readonly known: Map<string, readonly Edge[]>;
}

const lookedAt = ({ columns }: Plan, state: State): string => {
  let values = `${state[PHASE]}`;
  for (const column of columns) values += ` ${state[column]}`;
  return values;
};

/**
 * What a worker does next depends on where it stands, the time, and what its call looks at; so each such step is
 * worked out once.
 */
export const createEdges = (model: Model) => {
  const plans: (Plan | undefined)[] = [];

  const columnsOf = (call: Call): number[] => {
    if (call.kind === 'read') return [columnOf(call.pk)];
    if (call.kind !== 'write') return [LEDGER];
    return writesOf(call, model.rule).map((write) => columnOf(targetOf(write).pk));
  };

  const planOf = async (node: Node): Promise<Plan> => {
    const point = await model.automaton.pointOf(node);
    if (point.kind !== 'asks') throw new Error('a worker that has ended asks nothing');
    return { call: point.call, columns: columnsOf(point.call), known: new Map() };
  };

  const workedOut = async (node: Node, state: State): Promise<readonly Edge[]> => {
    const plan = plans[node.id] ?? (await planOf(node));
    plans[node.id] = plan;
    const edges = await edgesOf(model, node, plan.call, state);
    plan.known.set(lookedAt(plan, state), edges);
    return edges;
  };

  /** A promise only for what is new: one for each of a million states would take most of the time. */
  return (node: Node, state: State): readonly Edge[] | Promise<readonly Edge[]> => {
    const plan = plans[node.id];
    return plan?.known.get(lookedAt(plan, state)) ?? workedOut(node, state);
  };
};

export type Edges = ReturnType<typeof createEdges>;
