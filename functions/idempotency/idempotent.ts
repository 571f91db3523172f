import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deriveId } from '../shared/ids.ts';
import type { World } from '../shared/world.ts';
import { answerTo, CLAIM_PATIENCE_MS, type Claimed, claim, UNAVAILABLE_RETRY_AFTER_S } from './claim.ts';
import type { Fingerprinter } from './fingerprint.ts';
import { finish } from './finish.ts';
import type { Home } from './home.ts';
import { openRecord } from './open-record.ts';
import type { Answer, Completion, CreateOperation, EffectOperation, Ending, Operation } from './operation.ts';
import { StoreUnavailable } from './persist.ts';
import { runFlow } from './powertools-layer.ts';
import { type Completed, decide } from './record.ts';
import type { Address } from './record-write.ts';
import { createStore, recordOf, type Store } from './store.ts';

export interface IdempotentRequest<Body> {
  readonly tenant: string;
  /** Parsed: see `parseIdempotencyKey`. */
  readonly key: string;
  readonly body: Body;
  readonly fingerprintIn: Fingerprinter;
  /** When the function will be stopped. The lease is the time until then, and 2 s for clocks that differ. */
  readonly deadlineMs: number;
  /** Names the occurrence in stored problems and in logs. */
  readonly requestId: string;
}

export interface Surroundings {
  readonly documentClient: DynamoDBDocumentClient;
  readonly world: World;
}

/** The id of what an operation creates (or has created) for a tenant's key. */
export const idFor = (
  operation: { readonly name: string; readonly home: Pick<Home, 'idPrefix'> },
  tenant: string,
  key: string,
): string => deriveId(operation.home.idPrefix, tenant, operation.name, key);

/**
 * Performs `operation` once per tenant and key, and answers every later call with what the first one answered.
 *
 * Under any number of copies, crashes and zombies, `perform` is never the first to act twice: it is called again only
 * to *resume* (takeover), and must then build its effect from the stored item alone, so that both attempts share one
 * effect. It is called at most once at a time while clocks differ by less than 2 s; correctness does not rest on that.
 *
 * @example see examples/coupons
 * @throws what `perform` threw; the claim is then kept, never released
 */
export const idempotent = async <Body, Item extends object, Refusal>(
  { documentClient, world }: Surroundings,
  operation: Operation<Body, Item, Refusal>,
  request: IdempotentRequest<Body>,
): Promise<Answer<Refusal>> => {
  const store = createStore(documentClient, world);
  const id = idFor(operation, request.tenant, request.key);
  const address = { home: operation.home, tenant: request.tenant, id };
  const nowMs = world.clock();
  const remainingMs = request.deadlineMs - nowMs;
  return 'create' in operation
    ? runFlow(createFlow(world, store, operation, address, request, nowMs), remainingMs)
    : runFlow(effectFlow(world, store, operation, address, request, nowMs), remainingMs);
};

/** Claim, act, complete. */
const effectFlow = <Body, Item extends object, Refusal>(
  world: World,
  store: Store,
  operation: EffectOperation<Body, Item, Refusal>,
  address: Address,
  request: IdempotentRequest<Body>,
  nowMs: number,
) => ({
  claim: async () => {
    const identity = { ...address, nowMs, requestId: request.requestId };
    const result = await claim(world, store, operation, address, request.body, {
      ...request,
      ...identity,
    }).catch(claimUnanswered<Refusal>);
    return result.kind === 'claimed' ? { claimed: result } : { answered: result };
  },
  perform: ({ item, attempt }: Claimed<Item>): Promise<Ending<Refusal>> =>
    attempt.kind === 'settle' && operation.settle !== undefined
      ? operation.settle(item, attempt)
      : operation.perform(item, attempt),
  finish: (claimed: Claimed<Item>, ending: Ending<Refusal>) =>
    finish(world, store, operation, address, claimed, ending),
});

/** Claim and completion in one write: there is nothing to do in between. */
const createFlow = <Body, Refusal>(
  world: World,
  store: Store,
  operation: CreateOperation<Body, Refusal>,
  address: Address,
  request: IdempotentRequest<Body>,
  nowMs: number,
) => ({
  claim: async () => ({
    claimed: operation.create(request.body, { ...address, nowMs, requestId: request.requestId }),
  }),
  perform: async (completion: Completion<Refusal>) => completion,
  finish: async (
    _: unknown,
    { set, response, alongside = [] }: Completion<Refusal>,
  ): Promise<Answer<Refusal>> => {
    const { leaseExpiresAtMs: _lease, ...record } = openRecord(world, { ...request, nowMs }, null);
    const completed: Completed = { ...record, state: 'completed', response };
    const untilMs = Math.min(request.deadlineMs, nowMs + CLAIM_PATIENCE_MS);
    try {
      const result = await store.create(address, completed, set, alongside, untilMs);
      if (result.kind === 'written') return { kind: 'executed', response, attempt: 'first' };
      if (result.kind === 'refused') return result;
      return answerTo<Refusal>(decide(recordOf(result.item), request.fingerprintIn, world.clock()));
    } catch (error) {
      return claimUnanswered<Refusal>(error);
    }
  },
});

/** What a claim that the store did not answer may say: never more than is certain. */
const claimUnanswered = <Refusal>(error: unknown): Answer<Refusal> => {
  if (!(error instanceof StoreUnavailable)) throw error;
  switch (error.effect) {
    case 'contended':
      return { kind: 'in-progress', retryAfterS: 1 };
    case 'nothing-written':
      return { kind: 'unavailable', retryAfterS: UNAVAILABLE_RETRY_AFTER_S };
    case 'maybe-written':
      return { kind: 'unknown', retryAfterS: UNAVAILABLE_RETRY_AFTER_S };
  }
};
