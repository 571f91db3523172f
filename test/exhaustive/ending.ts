import { brokenPromise } from './promises.ts';
import { IN_THE_END, timeOf } from './scene.ts';
import { keyOf, type State } from './state.ts';
import { type Bounds, placed, type Rules, stepsOfWorker } from './steps.ts';

/**
 * Whether everything comes to an end when all workers stand still for ever: one run of recovery and one request for
 * each key, undisturbed, must leave no open record and break no promise. Asked once per state of the stored things.
 */
export const endsWithRecovery = (rules: Rules, { keys, withOrder }: Bounds) => {
  const asked = new Map<string, string | null>();

  const undisturbed = async (state: State): Promise<string | null> => {
    let now = state;
    for (const kind of ['recover', 'charge'] as const)
      for (const key of keys) {
        const index = now.workers.length;
        const program = kind === 'charge' ? { kind, key, withOrder } : { kind, key };
        const node = await rules.automaton.start(program, `last-${kind}-${key}`, timeOf(now.phase));
        now = placed(now, index, node);
        while (now.workers[index] !== 'ended') {
          const [first] = await stepsOfWorker(now, index, rules, 0);
          if (first === undefined) return 'a worker stands still for ever';
          now = first.state;
        }
        const promise = brokenPromise(now);
        if (promise !== null) return `undisturbed, in the end: ${promise}`;
      }
    const isOpen = Object.values(now.items).some((text) => /"state":"(in-progress|released)"/.test(text));
    return isOpen ? 'recovery leaves a record open' : null;
  };

  return async (state: State): Promise<string | null> => {
    const alone: State = {
      ...state,
      phase: IN_THE_END,
      workers: [],
      ledger: { ...state.ledger, travelling: {} },
    };
    const key = keyOf(alone);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const answer = await undisturbed(alone);
    asked.set(key, answer);
    return answer;
  };
};
