import type { State } from '../states/state.ts';
import type { Node } from '../workers/automaton.ts';
import type { Edge } from '../workers/edge.ts';
import type { Key, Phase } from '../world/scene.ts';

/** What a search covers. Everything within is tried; nothing beyond is. */
export interface Bounds {
  /** Requests and runs of recovery, together; one that stands still for ever has crashed. */
  readonly workersMax: number;
  readonly withOrder: boolean;
  readonly keys: readonly Key[];
  /** How far time goes before the day passes. */
  readonly lastPhase: Phase;
  /** How many answers of the database one worker may lose. */
  readonly lossesMax: number;
}

/** What happens, as far as it is told in a story. */
export type Event =
  | { readonly kind: 'starts'; readonly node: Node }
  | { readonly kind: 'is-told'; readonly node: Node; readonly edge: Edge }
  | { readonly kind: 'says'; readonly words: string };

export interface Step {
  readonly event: Event;
  readonly state: State;
  /** What goes wrong in this very step, in words. */
  readonly broken: string | null;
}
