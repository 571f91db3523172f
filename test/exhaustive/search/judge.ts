import { changed, ENDED, LEDGER, PHASE, type State, WORKERS } from '../states/state.ts';
import { stepsOfWorker } from '../workers/worker-steps.ts';
import { factsOf } from '../world/facts.ts';
import { brokenPromise } from '../world/promises.ts';
import { IN_THE_END } from '../world/scene.ts';
import type { Rig } from './rig.ts';

/**
 * Whether everything comes to an end when all workers stand still for ever: one run of recovery and one request for
 * each key, undisturbed, must leave no open record and break no promise.
 */
const brokenInTheEnd = async (state: State, rig: Rig): Promise<string | null> => {
  const { texts, automaton, late, bounds } = rig;
  let now = changed(state, [
    [PHASE, IN_THE_END],
    [LEDGER, late.withoutRequests(state[LEDGER] ?? 0)],
  ]);
  for (const kind of ['recover', 'charge'] as const)
    for (const key of bounds.keys) {
      const program = kind === 'charge' ? { kind, key, withOrder: bounds.withOrder } : { kind, key };
      now = changed(now, [[WORKERS, automaton.start(program, `last-${kind}-${key}`, IN_THE_END).id]]);
      while (now[WORKERS] !== ENDED) {
        const [first] = await stepsOfWorker(now, WORKERS, rig);
        if (first === undefined) return 'a worker stands still for ever';
        if (first.broken !== null) return `undisturbed, in the end: ${first.broken}`;
        now = first.state;
      }
      const promise = brokenPromise(factsOf(now, texts));
      if (promise !== null) return `undisturbed, in the end: ${promise}`;
    }
  const items = Object.values(factsOf(now, texts).items);
  const isOpen = items.some((text) => /"state":"(in-progress|released)"/.test(text));
  return isOpen ? 'recovery leaves a record open' : null;
};

/** Judges what is stored, known and answered: once for each such constellation, however the workers stand. */
export const createJudge = (rig: Rig, asksForTheEnd: boolean) => {
  const known = new Map<string, string | null>();
  const different = new Set<string>();

  const judged = async (state: State, constellation: string): Promise<string | null> => {
    const promise =
      brokenPromise(factsOf(state, rig.texts)) ?? (asksForTheEnd ? await brokenInTheEnd(state, rig) : null);
    known.set(constellation, promise);
    const alone = state.map((value, column) => (column < WORKERS ? value : ENDED));
    alone[PHASE] = 0;
    different.add(rig.symmetry(alone).state.join(' '));
    return promise;
  };

  return {
    /** The promise that a state breaks, in words; `null` when it breaks none. */
    brokenIn: (state: State): string | null | Promise<string | null> => {
      const constellation = state.slice(PHASE + 1, WORKERS).join(' ');
      const promise = known.get(constellation);
      return promise === undefined ? judged(state, constellation) : promise;
    },
    /** How many constellations there were that differ in more than the workers' names. */
    constellations: () => different.size,
  };
};
