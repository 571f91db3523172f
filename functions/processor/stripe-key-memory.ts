import type { EpochMs } from '../shared/clock.ts';
import type { Payment } from './processor.ts';

/** "At least 24 hours" (https://docs.stripe.com/api/idempotent_requests): not a minute more may be counted on. */
export const KEY_RETENTION_MS = 24 * 60 * 60_000;

/**
 * One hour less, for clocks and for a request that is on its way. After this nothing is sent under the key: a key that
 * Stripe has forgotten would charge anew.
 */
const KEY_TRUSTED_MS = KEY_RETENTION_MS - 60 * 60_000;

export const isKeyRemembered = (payment: Payment, nowMs: EpochMs): boolean =>
  nowMs - payment.createdAtMs <= KEY_TRUSTED_MS;
