import { unavailable, unknownUntil } from './answer.ts';
import {
  type Alongside,
  type Answer,
  type Attempt,
  type Attributes,
  type Completion,
  type Ending,
  startsFromNothing,
} from './operation.ts';
import { StoreUnavailable } from './persist.ts';
import type { Completed, Released } from './record.ts';
import { recordOf, type StoreResult } from './store.ts';
import type { Claimed, Work } from './work.ts';

/** Kept back from the deadline, so that the answer still leaves the function. */
const ANSWER_RESERVE_MS = 250;

/**
 * Writes down how an attempt ended and says what to answer. Never undoes anything: whoever owns the item records it.
 *
 * Fenced out (somebody took over): answers from what the item holds now.
 */
export const finish = async <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  claimed: Claimed<Item>,
  ending: Ending<Refusal>,
): Promise<Answer<Refusal>> => {
  const { attempt } = claimed;
  const unknown = () => unknownUntil(attempt.leaseExpiresAtMs, work.world.clock());
  try {
    if (ending.kind === 'completed') return await complete(work, claimed, ending);
    // Only an attempt that started from nothing knows that nothing happened before it.
    if (ending.kind === 'not-started' && startsFromNothing(attempt))
      return await release(work, claimed, ending.alongside ?? []);
    return unknown();
  } catch (error) {
    // The claim is still there: a takeover finds out what became of it.
    if (error instanceof StoreUnavailable) return unknown();
    throw error;
  }
};

const complete = async <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  claimed: Claimed<Item>,
  { set, response, alongside = [] }: Completion<Refusal>,
): Promise<Answer<Refusal>> => {
  const { store, world, address } = work;
  const { record, attempt } = claimed;
  const { leaseExpiresAtMs: _, ...kept } = record;
  const completed: Completed = { ...kept, state: 'completed', response };

  const result = await writeOrAlone(work, alongside, (others) =>
    store.complete(address, record, completed, set, others, world.clock(), untilMs(attempt)),
  );
  if (result.kind === 'found') return fencedOut(work, result.item, attempt);
  return { kind: 'executed', response, attempt: attempt.kind };
};

const release = async <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  claimed: Claimed<Item>,
  alongside: readonly Alongside<Refusal>[],
): Promise<Answer<Refusal>> => {
  const { store, address } = work;
  const { record, attempt } = claimed;
  const { leaseExpiresAtMs: _, ...kept } = record;
  const released: Released = { ...kept, state: 'released' };

  const result = await writeOrAlone(work, alongside, (others) =>
    store.reopen(address, record, released, others, untilMs(attempt)),
  );
  return result.kind === 'found' ? fencedOut(work, result.item, attempt) : unavailable;
};

const untilMs = ({ deadlineMs }: Attempt): number => deadlineMs - ANSWER_RESERVE_MS;

/** Should what was held alongside have been lost, the truth about the item itself is written all the same. */
const writeOrAlone = async <Body, Item extends object, Refusal>(
  { operation, address }: Work<Body, Item, Refusal>,
  alongside: readonly Alongside<Refusal>[],
  write: (alongside: readonly Alongside<Refusal>[]) => Promise<StoreResult<Refusal>>,
): Promise<StoreResult<Refusal>> => {
  const result = await write(alongside);
  if (result.kind !== 'refused') return result;
  operation.onLostHold?.(address.id, result.refusal);
  return write([]);
};

const fencedOut = <Body, Item extends object, Refusal>(
  { world }: Work<Body, Item, Refusal>,
  item: Attributes,
  attempt: Attempt,
): Answer<Refusal> => {
  const winner = recordOf(item);
  if (winner.state === 'completed') return { kind: 'replayed', response: winner.response, isFencedOut: true };
  const retryAtMs = winner.state === 'in-progress' ? winner.leaseExpiresAtMs : attempt.leaseExpiresAtMs;
  return unknownUntil(retryAtMs, world.clock());
};
