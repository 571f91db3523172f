import {
  changed,
  columnOf,
  ENDED,
  LEDGER,
  NOT_STARTED,
  PHASE,
  type State,
  startedIn,
  WORKERS,
} from '../states/state.ts';
import { nameOf } from '../states/symmetry.ts';
import type { Program } from '../workers/worker.ts';
import { stepsOfWorker } from '../workers/worker-steps.ts';
import { A_DAY_LATER, CHARGE_PKS, KEYS } from '../world/scene.ts';
import type { Rig } from './rig.ts';
import type { Step } from './step.ts';

/** Which workers have done nothing yet, and were started in this very phase. */
const freshIn = (state: State, { automaton, isReduced }: Rig): number[] => {
  if (!isReduced) return [];
  const columns: number[] = [];
  for (let column = WORKERS; column < state.length; column += 1) {
    const node = automaton.nodeOf(state[column] ?? 0);
    if (node?.last === null && node.startedAt === state[PHASE]) columns.push(column);
  }
  return columns;
};

const programs = (
  state: State,
  { bounds: { keys, withOrder }, isReduced, texts, automaton }: Rig,
): Program[] => {
  const isOpen = (index: number): boolean =>
    texts.textOf(state[columnOf(CHARGE_PKS[index] ?? '')] ?? 0).includes('"dueAtMs"');
  // The keys are alike: which of them comes first makes no difference, so it is always the first.
  const isAnyKeyNew = state
    .slice(WORKERS)
    .every((id) => id === NOT_STARTED || automaton.nodeOf(id)?.program.kind === 'cancel-order');
  return [
    ...keys
      .slice(0, isReduced && isAnyKeyNew ? 1 : keys.length)
      .map((key) => ({ kind: 'charge' as const, key, withOrder })),
    // Recovery looks only at what is open, and nothing is due before it is old.
    ...keys
      .filter((key) => (state[PHASE] ?? 0) >= 2 && isOpen(KEYS.indexOf(key)))
      .map((key) => ({ kind: 'recover' as const, key })),
    ...(withOrder ? [{ kind: 'cancel-order' as const }] : []),
  ];
};

const starts = (state: State, rig: Rig): Step[] => {
  const started = startedIn(state);
  if (started === rig.bounds.workersMax) return [];
  return programs(state, rig).map((program) => {
    const node = rig.automaton.start(program, nameOf(started), state[PHASE] ?? 0);
    return {
      event: { kind: 'starts', node },
      state: changed(state, [[WORKERS + started, node.id]]),
      broken: null,
    };
  });
};

const said = (words: string, state: State): Step => ({ event: { kind: 'says', words }, state, broken: null });

const arrivals = (state: State, { late }: Rig): Step[] =>
  late
    .arrivals(state[LEDGER] ?? 0, state[PHASE] ?? 0)
    .map(({ words, ledger }) => said(words, changed(state, [[LEDGER, ledger]])));

const timePasses = (state: State): Step =>
  said('Time passes: every lease is over.', changed(state, [[PHASE, (state[PHASE] ?? 0) + 1]]));

const aDayPasses = (state: State, { late }: Rig): Step => {
  const row = state.map((value, column) => (column >= WORKERS && value > 0 ? ENDED : value));
  row[PHASE] = A_DAY_LATER;
  row[LEDGER] = late.withoutRequests(state[LEDGER] ?? 0);
  return said('A day passes: all workers were stopped, the processor has forgotten its keys.', row);
};

/**
 * Everything that may happen next. A worker that is never chosen again has crashed.
 *
 * Starting is nobody else's business: it may as well be put off until just before the first call, or, for a worker
 * that is slow from the start, until just before time passes. Only these two are tried: whatever else can happen
 * between them happens before as well, in as many steps.
 */
export const stepsFrom = (state: State, rig: Rig): Step[] | Promise<Step[]> => {
  const fresh = freshIn(state, rig);
  const canWait = (state[PHASE] ?? 0) < rig.bounds.lastPhase;
  const moving = fresh.length === 0 ? state.keys() : fresh.length === 1 ? fresh : [];
  const byWorkers: Step[][] = [];
  const pending: Promise<unknown>[] = [];
  for (const column of moving) {
    if (column < WORKERS) continue;
    const known = stepsOfWorker(state, column, rig);
    if (known instanceof Promise) pending.push(known);
    else byWorkers.push(known);
  }
  // Worked out for the first time: then all is known.
  if (pending.length > 0) return Promise.all(pending).then(() => stepsFrom(state, rig));

  const steps = byWorkers.flat();
  if (fresh.length === 0 || canWait) steps.push(...starts(state, rig));
  if (fresh.length === 0) steps.push(...arrivals(state, rig));
  if (canWait) steps.push(timePasses(state));
  if (fresh.length === 0 && state[PHASE] !== A_DAY_LATER) steps.push(aDayPasses(state, rig));
  return steps;
};
