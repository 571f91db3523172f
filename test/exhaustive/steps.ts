import type { Automaton, Node } from './automaton.ts';
import { arrived, cancel, charge, send } from './ledger.ts';
import type { BrokenRule } from './rules.ts';
import { A_DAY_LATER, CHARGE_PKS, dayOf, KEYS, keyOfCharge, type Phase, timeOf } from './scene.ts';
import type { State } from './state.ts';
import { carryOut, itemIn } from './table.ts';
import { ended, started, told } from './words.ts';
import type { Call, Program, Said } from './worker.ts';

export interface Bounds {
  readonly workersMax: number;
  readonly withOrder: boolean;
  readonly keys: readonly (typeof KEYS)[number][];
  readonly lastPhase: Phase;
  /** How many answers of the database one worker may lose. */
  readonly lossesMax: number;
}

export interface Step {
  readonly words: string;
  readonly state: State;
}

export interface Rules {
  readonly automaton: Automaton;
  readonly rule: BrokenRule;
}

const VERDICTS = ['succeeded', 'declined'] as const;

/** What may come of a call: what the worker is told, and what the world is like then. */
const resultsOf = (
  state: State,
  { name, losses, program }: Node,
  call: Call,
  rule: BrokenRule,
  lossesMax: number,
): { said: Said; state: State }[] => {
  if (call.kind === 'read') return [{ said: { kind: 'done', item: itemIn(state.items, call.pk) }, state }];
  if (call.kind === 'write') {
    const writes = rule.write === undefined ? call.writes : call.writes.map(rule.write);
    const { items, reply } = carryOut(state.items, writes);
    const after = { ...state, items };
    const lost = { said: { kind: 'lost' } as const, state: after };
    // A lost answer ends a DELETE: as if it stood still for ever.
    return losses < lossesMax && reply.kind === 'done' && program.kind !== 'cancel-order'
      ? [{ said: reply, state: after }, lost]
      : [{ said: reply, state: after }];
  }
  const key = rule.isKeyPerAttempt ? `${call.downstreamKey}/${name}` : call.downstreamKey;
  const unknown: Said = rule.isUnknownDeclined
    ? { kind: 'declined', code: 'card-declined', message: 'No.' }
    : { kind: 'unknown', reason: 'no answer' };
  const day = dayOf(state.phase);
  if (call.kind === 'cancel') {
    const { ledger, outcome } = cancel(state.ledger, key, day, !rule.isCancelWithoutFence);
    const after = { ...state, ledger };
    return [
      { said: outcome, state: after },
      { said: { kind: 'unknown', reason: 'no answer' }, state: after },
    ];
  }
  const answered = VERDICTS.map((verdict) => charge(state.ledger, key, call.chargeId, day, verdict));
  return [
    ...answered.slice(0, answered[0]?.isNew ? 2 : 1).map(({ ledger, outcome }) => ({
      said: outcome.kind === 'unknown' ? unknown : outcome,
      state: { ...state, ledger },
    })),
    { said: { kind: 'not-started', reason: 'refused' }, state },
    { said: unknown, state: { ...state, ledger: send(state.ledger, key, call.chargeId) } },
  ];
};

/** Puts a worker where it stands now; one that has ended leaves its reply. */
export const placed = (state: State, index: number, node: Node): State => {
  const { point, program } = node;
  const standing = point.kind === 'asks' ? node : 'ended';
  const workers = [...state.workers.slice(0, index), standing, ...state.workers.slice(index + 1)] as const;
  if (point.kind === 'threw') return { ...state, workers, broken: `a worker fails with: ${point.message}` };
  if (point.kind === 'asks') {
    const startsPayment = program.kind === 'recover' && point.call.kind === 'charge';
    return { ...state, workers, broken: startsPayment ? 'recovery starts a payment' : state.broken };
  }
  if (point.stored === null || program.kind !== 'charge') return { ...state, workers };
  const before = state.replies[program.key];
  if (before !== undefined && before !== point.stored)
    return { ...state, workers, broken: `key ${program.key} was given two different definitive replies` };
  return { ...state, workers, replies: { ...state.replies, [program.key]: point.stored } };
};

/** Everything that one worker may do next. */
export const stepsOfWorker = async (
  state: State,
  index: number,
  { automaton, rule }: Rules,
  lossesMax: number,
): Promise<Step[]> => {
  const node = state.workers[index];
  if (node === undefined || node === 'ended' || node.point.kind !== 'asks') return [];
  const steps: Step[] = [];
  for (const result of resultsOf(state, node, node.point.call, rule, lossesMax)) {
    const known = automaton.tell(node, result.said, timeOf(state.phase));
    const next = known instanceof Promise ? await known : known;
    steps.push({
      words: told(node, node.point.call, result.said) + ended(next),
      state: placed(result.state, index, next),
    });
  }
  return steps;
};

const programs = ({ keys, withOrder }: Bounds, { items, phase }: State): Program[] => [
  ...keys.map((key) => ({ kind: 'charge' as const, key, withOrder })),
  // Recovery looks only at what is open, and nothing is due before it is old.
  ...keys
    .filter((key) => phase >= 2 && /"dueAtMs"/.test(items[CHARGE_PKS[KEYS.indexOf(key)] ?? ''] ?? ''))
    .map((key) => ({ kind: 'recover' as const, key })),
  ...(withOrder ? [{ kind: 'cancel-order' as const }] : []),
];

/** Everything that may happen next. A worker that is never chosen again has crashed. */
export const stepsFrom = async (state: State, bounds: Bounds, rules: Rules): Promise<Step[]> => {
  const steps: Step[] = [];
  const { phase, workers, ledger } = state;
  if (workers.length < bounds.workersMax)
    for (const program of programs(bounds, state)) {
      const name = `w${workers.length + 1}`;
      const known = rules.automaton.start(program, name, timeOf(phase));
      const node = known instanceof Promise ? await known : known;
      steps.push({ words: started(node), state: placed(state, workers.length, node) });
    }
  for (const index of workers.keys())
    steps.push(...(await stepsOfWorker(state, index, rules, bounds.lossesMax)));
  for (const [key, id] of Object.entries(ledger.travelling))
    for (const verdict of VERDICTS) {
      const { ledger: after, isNew } = charge(ledger, key, id, dayOf(phase), verdict);
      if (!isNew && verdict === 'declined') continue;
      const fate = isNew ? verdict : 'nothing new happens';
      steps.push({
        words: `The payment request of key ${keyOfCharge(id)} arrives late at the processor: ${fate}.`,
        state: { ...state, ledger: arrived(after, key) },
      });
    }
  if (phase < bounds.lastPhase)
    steps.push({ words: 'Time passes: every lease is over.', state: { ...state, phase: phase + 1 } });
  if (phase !== A_DAY_LATER)
    steps.push({
      words: 'A day passes: all workers were stopped, the processor has forgotten its keys.',
      state: {
        ...state,
        phase: A_DAY_LATER,
        workers: workers.map(() => 'ended'),
        ledger: { ...ledger, travelling: {} },
      },
    });
  return steps;
};
