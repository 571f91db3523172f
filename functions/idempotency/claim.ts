import { invariant } from '../shared/invariant.ts';
import { answerTo, inProgress } from './answer.ts';
import type { Fingerprinter } from './fingerprint.ts';
import { nextRecord, openRecord } from './open-record.ts';
import type { Answer, Attempt, Attributes, Identity } from './operation.ts';
import { orMaybeWritten } from './persist.ts';
import { decide, type InProgress, type Released } from './record.ts';
import { recordOf } from './store.ts';
import { type Beginner, following } from './trail.ts';
import type { Claimed, Work } from './work.ts';

/** A client that waits longer than this for its claim has pressed the button again. */
const CLAIM_PATIENCE_MS = 5_000;

/** Who wants to act, and until when. */
export interface Claimant extends Pick<Identity, 'nowMs'>, Beginner {
  readonly fingerprintIn: Fingerprinter;
  readonly deadlineMs: number;
}

/** How long to try to get an answer about a claim. */
export const claimUntilMs = ({ deadlineMs, nowMs }: Claimant): number =>
  Math.min(deadlineMs, nowMs + CLAIM_PATIENCE_MS);

const claimed = <Item>(
  record: InProgress,
  kind: Attempt['kind'],
  item: Item,
  { deadlineMs, requestId }: Claimant,
): Claimed<Item> => {
  const { owner, attempt: number, leaseExpiresAtMs } = record;
  return {
    kind: 'claimed',
    attempt: { kind, owner, number, leaseExpiresAtMs, deadlineMs, requestId },
    record,
    item,
  };
};

/**
 * Gets the right to act, or the answer that there is already. The first claim and a replay cost one round trip:
 * the create's refusal carries the item.
 *
 * @throws StoreUnavailable
 */
export const claim = async <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  body: Body,
  claimant: Claimant,
): Promise<Claimed<Item> | Answer<Refusal>> => {
  const { world, store, operation, address } = work;
  const intent = operation.intent(body, { ...address, ...claimant });
  const record = openRecord(world, claimant, operation.home.settleAfterMs);
  const holds = operation.holds?.(intent) ?? [];

  const result = await store.create<Refusal>(
    address,
    record,
    { ...intent } as Attributes,
    holds,
    claimUntilMs(claimant),
  );
  if (result.kind === 'written') return claimed(record, 'first', intent, claimant);
  return result.kind === 'refused' ? result : reclaim(work, result.item, claimant);
};

const KIND_OF_ATTEMPT = { 'take-over': 'takeover', settle: 'settle', 'execute-again': 'again' } as const;

/**
 * Goes on from an item that somebody left: takes it over, executes it again, settles or abandons it, as `decide` says of
 * what is there. Whoever changes it first wins; the others look again at what the winner wrote.
 *
 * @throws StoreUnavailable
 */
export const reclaim = async <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  found: Attributes,
  claimant: Claimant,
): Promise<Claimed<Item> | Answer<Refusal>> => {
  const { world, store, operation, address } = work;
  for (let seen = found; ; ) {
    const item = seen as unknown as Item;
    const nowMs = world.clock();
    const decision = decide(recordOf(seen), claimant.fingerprintIn, nowMs);
    if (decision.kind === 'abandon') return abandon(work, item, decision.seen, claimant);
    if (decision.kind !== 'take-over' && decision.kind !== 'settle' && decision.kind !== 'execute-again')
      return answerTo(decision);

    const kind = KIND_OF_ATTEMPT[decision.kind];
    const record = nextRecord(world, decision.seen, claimant, nowMs);
    const holds = kind === 'again' ? (operation.holds?.(item) ?? []) : [];
    const reopened = store.reopen(address, decision.seen, record, holds, claimUntilMs(claimant));
    // Whoever was there before may have acted, also when this attempt does not even begin.
    const result = await (kind === 'again' ? reopened : orMaybeWritten(reopened, 'nothing-written'));
    if (result.kind === 'written') return claimed(record, kind, item, claimant);
    if (result.kind === 'refused') return result;
    seen = result.item;
  }
};

/** Ends a released item that nobody came back for: nothing had happened, so one write does it. */
const abandon = async <Body, Item extends object, Refusal>(
  { world, store, operation, address }: Work<Body, Item, Refusal>,
  item: Item,
  seen: Released,
  claimant: Claimant,
): Promise<Answer<Refusal>> => {
  invariant(operation.abandon !== undefined, 'an operation that settles can abandon');
  const nowMs = world.clock();
  const { set, response } = operation.abandon(item, { nowMs, requestId: claimant.requestId });
  const followed = { ...seen, ...following(seen, claimant, nowMs) };
  const record = { ...followed, state: 'completed' as const, owner: world.uniqueName(), response };

  const untilMs = claimUntilMs(claimant);
  const result = await store.complete<Refusal>(address, seen, record, set, [], nowMs, untilMs);
  if (result.kind === 'written') return { kind: 'executed', response, attempt: 'settle' };
  // Somebody executes it again, or abandoned it at the same moment: the client asks again and is told.
  const winner = result.kind === 'found' ? recordOf(result.item) : undefined;
  return winner?.state === 'completed' ? { kind: 'replayed', response: winner.response } : inProgress;
};
