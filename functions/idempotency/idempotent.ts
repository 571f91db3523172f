import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deriveId } from '../shared/ids.ts';
import type { World } from '../shared/world.ts';
import { answerTo, answerToSilence } from './answer.ts';
import { type Claimant, claim, claimUntilMs } from './claim.ts';
import type { Fingerprinter } from './fingerprint.ts';
import { finish } from './finish.ts';
import type { Home } from './home.ts';
import { openRecord } from './open-record.ts';
import type { Answer, Completion, CreateOperation, Ending, Operation } from './operation.ts';
import { type Flow, runFlow } from './powertools-layer.ts';
import { type Completed, decide } from './record.ts';
import type { Address } from './record-write.ts';
import { createStore, recordOf, type Store } from './store.ts';
import type { Actor } from './trail.ts';
import type { Claimed, Work } from './work.ts';

export interface IdempotentRequest<Body> {
  readonly tenant: string;
  /** Parsed: see `parseIdempotencyKey`. */
  readonly key: string;
  readonly body: Body;
  readonly fingerprintIn: Fingerprinter;
  /** When the function will be stopped. The lease is the time until then, and 2 s for clocks that differ. */
  readonly deadlineMs: number;
  /** Names the occurrence in the record, in stored problems and in logs. */
  readonly requestId: string;
  /** Who asks, for the record. @default 'request' */
  readonly by?: Actor;
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
  const claimant = { by: 'request' as const, ...request, nowMs: world.clock() };
  const remainingMs = request.deadlineMs - claimant.nowMs;
  return 'create' in operation
    ? runFlow(createFlow(world, store, operation, address, request.body, claimant), remainingMs)
    : runFlow(
        effectFlow({ world, store, operation, address }, (work) => claim(work, request.body, claimant)),
        remainingMs,
      );
};

/** Claim, act, complete. */
export const effectFlow = <Body, Item extends object, Refusal>(
  work: Work<Body, Item, Refusal>,
  getClaim: (work: Work<Body, Item, Refusal>) => Promise<Claimed<Item> | Answer<Refusal>>,
): Flow<Claimed<Item>, Ending<Refusal>, Answer<Refusal>> => ({
  claim: async () => {
    const result = await getClaim(work).catch(answerToSilence);
    return result.kind === 'claimed' ? { claimed: result } : { answered: result };
  },
  perform: ({ item, attempt }) =>
    attempt.kind === 'settle' && work.operation.settle !== undefined
      ? work.operation.settle(item, attempt)
      : work.operation.perform(item, attempt),
  finish: (claimed, ending) => finish(work, claimed, ending),
});

/** Claim and completion in one write: there is nothing to do in between. */
const createFlow = <Body, Refusal>(
  world: World,
  store: Store,
  operation: CreateOperation<Body, Refusal>,
  address: Address,
  body: Body,
  claimant: Claimant,
): Flow<Completion<Refusal>, Completion<Refusal>, Answer<Refusal>> => ({
  claim: async () => ({ claimed: operation.create(body, { ...address, ...claimant }) }),
  perform: async (completion) => completion,
  finish: async ({ set, response, alongside = [] }) => {
    // One write, by a request that is in the logs: its record need not lead there.
    const { leaseExpiresAtMs: _, requestId: __, ...record } = openRecord(world, claimant, null);
    const completed: Completed = { ...record, state: 'completed', response };
    try {
      const result = await store.create(address, completed, set, alongside, claimUntilMs(claimant));
      if (result.kind === 'written') return { kind: 'executed', response, attempt: 'first' };
      if (result.kind === 'refused') return result;
      return answerTo<Refusal>(decide(recordOf(result.item), claimant.fingerprintIn, world.clock()));
    } catch (error) {
      return answerToSilence(error);
    }
  },
});
