import { type BrokenRule, INTACT } from '../rules/broken-rule.ts';
import type { State } from '../states/state.ts';
import { createSymmetry, type Order, type Symmetry } from '../states/symmetry.ts';
import { createTexts, type Texts } from '../states/texts.ts';
import { type Automaton, createAutomaton } from '../workers/automaton.ts';
import { createEdges, type Edges } from '../workers/edges.ts';
import { createLate, type Late } from '../world/late.ts';
import type { Bounds } from './step.ts';

/** What a search goes by, and all that it has worked out so far. */
export interface Rig {
  readonly bounds: Bounds;
  /** Whether steps and states are left out that lead to nothing else than others do. */
  readonly isReduced: boolean;
  readonly texts: Texts;
  readonly automaton: Automaton;
  readonly edges: Edges;
  readonly late: Late;
  readonly symmetry: Symmetry;
  /** The state that is visited for this one. */
  readonly representativeOf: (state: State) => { readonly state: State; readonly order: Order };
}

export const createRig = (bounds: Bounds, rule: BrokenRule, isReduced: boolean): Rig => {
  const texts = createTexts();
  const automaton = createAutomaton(texts, rule);
  const symmetry = createSymmetry(texts, automaton);
  const asksForLeases = rule === INTACT || rule.isAboutLeases === true;
  return {
    bounds,
    isReduced,
    texts,
    automaton,
    edges: createEdges({ texts, automaton, rule, asksForLeases, lossesMax: bounds.lossesMax }),
    late: createLate(texts),
    symmetry,
    representativeOf: isReduced ? symmetry : (state) => ({ state, order: [] }),
  };
};
