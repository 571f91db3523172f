import type { World } from '../shared/world.ts';
import { type Claimed, secondsUntil, UNAVAILABLE_RETRY_AFTER_S } from './claim.ts';
import type { Answer, Attempt, Attributes, Completion, EffectOperation, Ending } from './operation.ts';
import { StoreUnavailable } from './persist.ts';
import type { Completed, Released } from './record.ts';
import type { Address } from './record-write.ts';
import { recordOf, type Store } from './store.ts';

/** Kept back from the deadline, so that the answer still leaves the function. */
const ANSWER_RESERVE_MS = 250;

/** Only an attempt that started from nothing knows that nothing happened before it. */
const mayRelease = (attempt: Attempt): boolean => attempt.kind === 'first' || attempt.kind === 'again';

/**
 * Writes down how an attempt ended and says what to answer. Never undoes anything: whoever owns the item records it.
 *
 * Fenced out (somebody took over): answers from what the item holds now.
 */
export const finish = async <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  claimed: Claimed<Item>,
  ending: Ending<Refusal>,
): Promise<Answer<Refusal>> => {
  const { attempt } = claimed;
  const unknown = (): Answer<Refusal> => ({
    kind: 'unknown',
    retryAfterS: secondsUntil(attempt.leaseExpiresAtMs, world.clock()),
  });
  try {
    if (ending.kind === 'completed') return await complete(world, store, operation, address, claimed, ending);
    if (ending.kind === 'not-started' && mayRelease(attempt))
      return await release(world, store, operation, address, claimed, ending.alongside ?? []);
    return unknown();
  } catch (error) {
    // The claim is still there: a takeover finds out what became of it.
    if (error instanceof StoreUnavailable) return unknown();
    throw error;
  }
};

const untilMs = (attempt: Attempt): number => attempt.deadlineMs - ANSWER_RESERVE_MS;

const complete = async <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  { record, attempt }: Claimed<Item>,
  { set, response, alongside = [] }: Completion<Refusal>,
): Promise<Answer<Refusal>> => {
  const { leaseExpiresAtMs: _, ...kept } = record;
  const completed: Completed = { ...kept, state: 'completed', response };
  const write = (others: typeof alongside) =>
    store.complete(address, record, completed, set, others, world.clock(), untilMs(attempt));

  let result = await write(alongside);
  if (result.kind === 'refused') {
    // What was held alongside has been lost. The truth about the item itself is written all the same.
    operation.onLostHold?.(address.id, result.refusal);
    result = await write([]);
  }
  if (result.kind === 'written') return { kind: 'executed', response, attempt: attempt.kind };
  return fencedOut(world, result.kind === 'found' ? result.item : undefined, attempt);
};

const release = async <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  { record, attempt }: Claimed<Item>,
  alongside: Completion<Refusal>['alongside'] & {},
): Promise<Answer<Refusal>> => {
  const { leaseExpiresAtMs: _, ...kept } = record;
  const released: Released = { ...kept, state: 'released' };
  let result = await store.reopen(address, record, released, alongside, untilMs(attempt));
  if (result.kind === 'refused') {
    operation.onLostHold?.(address.id, result.refusal);
    result = await store.reopen(address, record, released, [], untilMs(attempt));
  }
  if (result.kind === 'found') return fencedOut(world, result.item, attempt);
  return { kind: 'unavailable', retryAfterS: UNAVAILABLE_RETRY_AFTER_S };
};

const fencedOut = <Refusal>(
  world: World,
  item: Attributes | undefined,
  attempt: Attempt,
): Answer<Refusal> => {
  const winner = item === undefined ? undefined : recordOf(item);
  if (winner?.state === 'completed') return { kind: 'replayed', response: winner.response };
  const retryAtMs = winner?.state === 'in-progress' ? winner.leaseExpiresAtMs : attempt.leaseExpiresAtMs;
  return { kind: 'unknown', retryAfterS: secondsUntil(retryAtMs, world.clock()) };
};
