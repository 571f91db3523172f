/** The two ways to charge: the API, and the endpoint beside it that knows no keys. */
export type Lane = 'without-key' | 'with-key';

interface OfRequest {
  readonly requestId: string;
  readonly lane: Lane;
  readonly atMs: number;
}

export interface RequestEvent extends OfRequest {
  readonly kind: 'request';
  /** @example 'charges.create' */
  readonly operation: string;
}

/** A fault that was armed meets this request. */
export interface FaultEvent extends OfRequest {
  readonly kind: 'fault';
  readonly fault: string;
}

export interface AnswerEvent extends OfRequest {
  readonly kind: 'answer';
  /** `null`: nobody got it, because it was lost or because the client had left. */
  readonly status: number | null;
  /** Of the problem, if it is one of ours. */
  readonly code: string | null;
  readonly replayed: boolean;
  readonly tookMs: number;
}

/** The record of a charge's key, after a change. */
export interface RecordEvent {
  readonly kind: 'record';
  readonly chargeId: string;
  readonly state: 'in-progress' | 'released' | 'completed';
  readonly attempt: number;
  /** The first eight characters. */
  readonly owner: string;
  readonly leaseExpiresAtMs: number | null;
  /** The charge's own. */
  readonly status: string;
  /** Who made this attempt. @default - the record does not say */
  readonly by?: string;
  readonly response: { readonly status: number } | null;
  readonly atMs: number;
}

/** A payment in the processor's books, after a change. */
export interface MoneyEvent {
  readonly kind: 'money';
  readonly lane: Lane;
  readonly paymentId: string;
  readonly chargeId: string;
  /** Minor units of ISO 4217. */
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  readonly atMs: number;
}

/** What `GET /local/events` tells of one tenant. Times are the machine's own clock. */
export type LocalEvent = RequestEvent | FaultEvent | AnswerEvent | RecordEvent | MoneyEvent;

/** What whoever connects is told first. */
export interface Hello {
  readonly nowMs: number;
  readonly functionTimeoutS: number;
  readonly settleAfterS: number;
  /** @example 'local Stripe' */
  readonly processor: string;
}

/** An event and whose it is. */
export interface Told {
  readonly tenant: string;
  readonly event: LocalEvent;
}
