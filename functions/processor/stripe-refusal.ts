import type { NotStarted, Unknown } from './processor.ts';
import type { Refusal } from './stripe-answer.ts';

/** What Stripe's refusal says about the request and its key, whatever was asked for. */
export type KeyFinding =
  | NotStarted
  | Unknown
  /** The key was first used with other parameters. */
  | { readonly kind: 'key-taken' }
  /** Stripe failed. As a replay it is the end of what was sent under this key, but does not tell which. */
  | { readonly kind: 'broken'; readonly isReplay: boolean };

/** `null` when Stripe refused what was asked for, and not the request, the key or the moment. */
export const sortKeyRefusal = ({ httpStatus, type, code, isReplay }: Refusal): KeyFinding | null => {
  const unknown: Unknown = { kind: 'unknown', reason: `HTTP ${httpStatus} ${code ?? type}` };
  const notStarted: NotStarted = { ...unknown, kind: 'not-started' };

  if (httpStatus >= 500) return { kind: 'broken', isReplay };
  if (httpStatus === 409 || code === 'idempotency_key_in_use' || code === 'lock_timeout') return unknown;
  if (httpStatus === 401 || httpStatus === 403) return notStarted;
  if (httpStatus === 429) return code === 'rate_limit' ? notStarted : unknown;
  if (type === 'idempotency_error') return httpStatus === 400 ? { kind: 'key-taken' } : unknown;
  return httpStatus >= 400 ? null : unknown;
};
