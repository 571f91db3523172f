import type { EpochMs } from '../shared/clock.ts';

/** "At least 24 hours" (https://docs.stripe.com/api/idempotent_requests): not a minute more may be counted on. */
export const KEY_RETENTION_MS = 24 * 60 * 60_000;

/**
 * One hour less, for clocks and for a request that is on its way. After this no charge is sent under its key, and no
 * refund without a look at what has been refunded: a key that Stripe has forgotten would move the money anew.
 */
const KEY_TRUSTED_MS = KEY_RETENTION_MS - 60 * 60_000;

export const isKeyRemembered = (
  { createdAtMs }: { readonly createdAtMs: EpochMs },
  nowMs: EpochMs,
): boolean => nowMs - createdAtMs <= KEY_TRUSTED_MS;
