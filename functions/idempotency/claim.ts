import { invariant } from '../shared/invariant.ts';
import type { World } from '../shared/world.ts';
import type { Fingerprinter } from './fingerprint.ts';
import { nextRecord, openRecord } from './open-record.ts';
import type { Answer, Attempt, Attributes, EffectOperation, Identity } from './operation.ts';
import { orMaybeWritten } from './persist.ts';
import { type Decision, decide, type InProgress, type Released } from './record.ts';
import type { Address } from './record-write.ts';
import { recordOf, type Store } from './store.ts';

/** A client that waits longer than this for its claim has pressed the button again. */
export const CLAIM_PATIENCE_MS = 5_000;

/** The rest of a lease is told in whole seconds, and never as "now". */
export const secondsUntil = (timeMs: number, nowMs: number): number =>
  Math.max(1, Math.ceil((timeMs - nowMs) / 1000));

/** While somebody else works on it: most charges take about this long. */
const IN_PROGRESS_RETRY_AFTER_S = 1;

export const UNAVAILABLE_RETRY_AFTER_S = 5;

export interface Claimed<Item> {
  readonly kind: 'claimed';
  readonly attempt: Attempt;
  readonly record: InProgress;
  readonly item: Item;
}

export interface ClaimRequest extends Identity {
  readonly fingerprintIn: Fingerprinter;
  readonly deadlineMs: number;
}

const attemptOf = (
  record: InProgress,
  kind: Attempt['kind'],
  { deadlineMs, requestId }: Pick<ClaimRequest, 'deadlineMs' | 'requestId'>,
): Attempt => ({
  kind,
  owner: record.owner,
  number: record.attempt,
  leaseExpiresAtMs: record.leaseExpiresAtMs,
  deadlineMs,
  requestId,
});

const KIND_OF_ATTEMPT = { 'take-over': 'takeover', settle: 'settle', 'execute-again': 'again' } as const;

/** What there is to say when the record leaves nothing to do. */
export const answerTo = <Refusal>(decision: Decision): Answer<Refusal> => {
  switch (decision.kind) {
    case 'replay':
      return { kind: 'replayed', response: decision.response };
    case 'mismatch':
      return { kind: 'mismatch' };
    case 'unknown-layout':
      return { kind: 'unavailable', retryAfterS: UNAVAILABLE_RETRY_AFTER_S };
    default:
      return { kind: 'in-progress', retryAfterS: IN_PROGRESS_RETRY_AFTER_S };
  }
};

/**
 * Gets the right to act, or the answer that there is already. The first claim and a replay cost one round trip:
 * the create's refusal carries the item.
 *
 * @throws StoreUnavailable
 */
export const claim = async <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  body: Body,
  request: ClaimRequest,
): Promise<Claimed<Item> | Answer<Refusal>> => {
  const untilMs = Math.min(request.deadlineMs, request.nowMs + CLAIM_PATIENCE_MS);
  const intent = operation.intent(body, request);
  const first = openRecord(world, request, operation.home.settleAfterMs);

  let found = await store.create<Refusal>(
    address,
    first,
    { ...intent } as Attributes,
    operation.holds?.(intent) ?? [],
    untilMs,
  );
  if (found.kind === 'written')
    return {
      kind: 'claimed',
      attempt: attemptOf(first, 'first', request),
      record: first,
      item: intent,
    };

  for (;;) {
    if (found.kind === 'refused') return found;
    const item = found.item as unknown as Item;
    const decision = decide(recordOf(found.item), request.fingerprintIn, world.clock());
    if (decision.kind !== 'take-over' && decision.kind !== 'settle' && decision.kind !== 'execute-again')
      return decision.kind === 'abandon'
        ? abandon(world, store, operation, address, item, decision.seen, {
            requestId: request.requestId,
            untilMs,
          })
        : answerTo(decision);

    const record = nextRecord(world, decision.seen, request.deadlineMs);
    const kind = KIND_OF_ATTEMPT[decision.kind];
    const holds = kind === 'again' ? (operation.holds?.(item) ?? []) : [];
    const reopened = store.reopen(address, decision.seen, record, holds, untilMs);
    // Whoever was there before may have acted, also when this attempt does not even begin.
    found = await (kind === 'again' ? reopened : orMaybeWritten(reopened, 'nothing-written'));
    if (found.kind === 'written')
      return { kind: 'claimed', attempt: attemptOf(record, kind, request), record, item };
  }
};

/** Ends a released item that nobody came back for: nothing had happened, so one write does it. */
const abandon = async <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  item: Item,
  seen: Released,
  { requestId, untilMs }: { readonly requestId: string; readonly untilMs: number },
): Promise<Answer<Refusal>> => {
  invariant(operation.abandon !== undefined, 'an operation that settles can abandon');
  const nowMs = world.clock();
  const { set, response } = operation.abandon(item, { nowMs, requestId });
  const record = { ...seen, state: 'completed' as const, owner: world.uniqueName(), response };
  const result = await store.complete<Refusal>(address, seen, record, set, [], nowMs, untilMs);
  if (result.kind === 'written') return { kind: 'executed', response, attempt: 'settle' };
  // Somebody executes it again, or abandoned it at the same moment: the client asks again and is told.
  const winner = result.kind === 'found' ? recordOf(result.item) : undefined;
  return winner?.state === 'completed'
    ? { kind: 'replayed', response: winner.response }
    : { kind: 'in-progress', retryAfterS: IN_PROGRESS_RETRY_AFTER_S };
};
