import type { Problem } from './problem.ts';

/** The first repeat comes after 125 ms on average: most lost answers are a blip of the network. */
const BASE_MS = 250;
/** 2.5 s on average: an outcome is seen soon after there is one, and a deadline of 90 s holds some 40 attempts at most. */
const CAP_MS = 5_000;

/**
 * Full jitter: anything from nothing to a bound that doubles each time, so that clients that failed together do not come
 * back together. After `Retry-After` it comes on top, for the same reason.
 *
 * @param attempt 0 for the first
 * @param retryAfterS 0 when nobody said
 * @param random from 0 to 1
 */
export const waitMs = (attempt: number, retryAfterS: number, random: number): number =>
  retryAfterS * 1000 + random * Math.min(CAP_MS, BASE_MS * 2 ** attempt);

/** RFC 9110 §10.2.3: seconds or a date. @returns `null` when it is neither */
export const readRetryAfter = (value: string | null, nowMs: number): number | null => {
  const text = value ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - nowMs) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
};

/** What to do after the API has said no. */
export type NextStep = 'repeat' | 'renew-token' | 'give-up';

export const nextStep = ({ status, code, retry }: Problem, canRenewToken: boolean): NextStep => {
  if (code === null && status === 401 && canRenewToken) return 'renew-token';
  return retry === 'same-key' ? 'repeat' : 'give-up';
};
