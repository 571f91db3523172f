import type { Answer } from './answer.ts';

/** A request that was let through to a function. */
export interface ObservedRequest {
  readonly requestId: string;
  readonly functionId: string;
  /** Of its token. */
  readonly claims: Readonly<Record<string, string>>;
}

/** What becomes of it, in this order. */
export type Seen =
  | { readonly kind: 'request' }
  /** One that was armed. */
  | { readonly kind: 'fault'; readonly fault: string }
  /** About to be sent. `undefined`: nobody gets it. */
  | { readonly kind: 'answer'; readonly answer: Answer | undefined; readonly tookMs: number };

export type Observe = (request: ObservedRequest, seen: Seen) => void;
