import { answerToSilence } from './answer.ts';
import { reclaim } from './claim.ts';
import { effectFlow, type Surroundings } from './idempotent.ts';
import type { EffectOperation } from './operation.ts';
import { runFlow } from './powertools-layer.ts';
import { decide } from './record.ts';
import { createStore, recordOf } from './store.ts';
import type { Beginner } from './trail.ts';

/**
 * What became of an item that was due: `settled` (its end was found out), `abandoned` (nothing had happened),
 * `still-open` (the next run asks again), `not-due` (somebody was faster, or it is not old enough).
 */
export type DueOutcome = 'settled' | 'abandoned' | 'still-open' | 'not-due';

/** The item that is due, and who comes for it. The request id names the occurrence, as a request's does. */
export interface Due extends Beginner {
  readonly tenant: string;
  readonly id: string;
  readonly deadlineMs: number;
}

/**
 * Ends an unfinished item that nobody came back for. Does to it what a late retry would do: it never starts an effect,
 * it finds out whether one happened (`settle`). Only an operation that has no `settle` is resumed. Any number may come
 * at once.
 */
export const settleDue = async <Body, Item extends object, Refusal>(
  { documentClient, world }: Surroundings,
  operation: EffectOperation<Body, Item, Refusal>,
  { tenant, id, deadlineMs, by, requestId }: Due,
): Promise<DueOutcome> => {
  const store = createStore(documentClient, world);
  const address = { home: operation.home, tenant, id };
  const item = await store.read(address, deadlineMs);
  if (item === undefined) return 'not-due';

  // There is no request to compare it with: whatever was asked for is what is settled.
  const fingerprintIn = () => recordOf(item).fingerprint;
  const { kind } = decide(recordOf(item), fingerprintIn, world.clock());
  if (kind !== 'settle' && kind !== 'abandon') return 'not-due';

  const claimant = { nowMs: world.clock(), deadlineMs, by, requestId, fingerprintIn };
  const flow = effectFlow({ world, store, operation, address }, (work) => reclaim(work, item, claimant));
  const answer = await runFlow(flow, deadlineMs - world.clock()).catch(answerToSilence);
  if (answer.kind === 'executed') return kind === 'settle' ? 'settled' : 'abandoned';
  return answer.kind === 'replayed' || answer.kind === 'in-progress' ? 'not-due' : 'still-open';
};
