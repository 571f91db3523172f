import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import type { Home } from './home.ts';
import type { StoredResponse } from './record.ts';

/** Top-level attributes of an item, besides its key and its record. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A write to another item that happens together with the operation's own, or not at all. */
export interface Alongside<Refusal> {
  readonly write: NonNullable<TransactWriteCommandInput['TransactItems']>[number];
  /** What to answer when this write's condition does not hold, given the item that it met. */
  readonly refused: (item: Attributes | undefined) => Refusal;
}

/** Who is asking, under which name the result will be found. */
export interface Identity {
  readonly tenant: string;
  /** Derived from tenant, operation and key. */
  readonly id: string;
  readonly nowMs: EpochMs;
  readonly requestId: string;
}

/** The right to act on an item, until the lease is over. */
export interface Attempt {
  /** `takeover` and `settle` follow an attempt that may have reached further than anybody knows. */
  readonly kind: 'first' | 'again' | 'takeover' | 'settle';
  readonly owner: string;
  readonly number: number;
  readonly leaseExpiresAtMs: EpochMs;
  /** When the function will be stopped: whatever is to be written must have been written by then. */
  readonly deadlineMs: EpochMs;
  readonly requestId: string;
}

/** Nobody has been at it before, so nothing can be on its way that this attempt has not sent. */
export const startsFromNothing = ({ kind }: Attempt): boolean => kind === 'first' || kind === 'again';

/** A definitive end: what the item becomes, and the reply that is stored with it and repeated for ever. */
export interface Completion<Refusal = unknown> {
  readonly kind: 'completed';
  readonly set: Attributes;
  readonly response: StoredResponse;
  readonly alongside?: readonly Alongside<Refusal>[];
}

/** How an attempt ended. */
export type Ending<Refusal = unknown> =
  | Completion<Refusal>
  /** Certain: nothing happened. The key is free for another attempt of the same request. */
  | { readonly kind: 'not-started'; readonly alongside?: readonly Alongside<Refusal>[] }
  /** It may have happened. The claim is kept, so that only a takeover can go on. */
  | { readonly kind: 'unknown' };

interface Common<Refusal> {
  /** Part of the identity: the same key under another operation is another key. */
  readonly name: string;
  readonly home: Home;
  /** Called when an item that should have been held alongside was not. Alarm. */
  readonly onLostHold?: (id: string, refusal: Refusal) => void;
}

/** An operation with an effect outside DynamoDB: claim, act, complete. Two writes. */
export interface EffectOperation<Body, Item extends object, Refusal> extends Common<Refusal> {
  /** The item as the claim creates it: everything that the effect needs is durable before the effect begins. */
  readonly intent: (body: Body, identity: Identity) => Item;
  /** What is held together with the claim. Not called for a takeover: its predecessor holds it already. */
  readonly holds?: (item: Item) => readonly Alongside<Refusal>[];
  /** The one side effect, from the stored intent alone. Called again on takeover: it must resume, not repeat. */
  readonly perform: (item: Item, attempt: Attempt) => Promise<Ending<Refusal>>;
  /**
   * Finds out how an old unfinished attempt ended, and makes sure that it has. Starts nothing.
   *
   * @default - an old one is resumed, however old it is
   */
  readonly settle?: (item: Item, attempt: Attempt) => Promise<Ending<Refusal>>;
  /** How an old released item ends: nothing had happened, nothing will. */
  readonly abandon?: (item: Item, occasion: Pick<Identity, 'nowMs' | 'requestId'>) => Completion<Refusal>;
}

/** An operation whose whole effect is its item: created together with its completed record. One write. */
export interface CreateOperation<Body, Refusal> extends Common<Refusal> {
  readonly create: (body: Body, identity: Identity) => Completion<Refusal>;
}

export type Operation<Body, Item extends object, Refusal> =
  | EffectOperation<Body, Item, Refusal>
  | CreateOperation<Body, Refusal>;

/** What there is to say to the client. */
export type Answer<Refusal> =
  /** Definitive, stored, and this request's own doing. */
  | { readonly kind: 'executed'; readonly response: StoredResponse; readonly attempt: Attempt['kind'] }
  /** Somebody else's doing. `isFencedOut`: this request was at it as well, and outlived its lease. */
  | { readonly kind: 'replayed'; readonly response: StoredResponse; readonly isFencedOut?: true }
  | { readonly kind: 'in-progress'; readonly retryAfterS: number }
  /** The key belongs to another request. Nothing stored is revealed. */
  | { readonly kind: 'mismatch' }
  /** Something held alongside was not to be had. Nothing was stored: the key is as it was. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unknown'; readonly retryAfterS: number }
  /** Certain: this attempt did nothing. */
  | { readonly kind: 'unavailable'; readonly retryAfterS: number };
