import type Stripe from 'stripe';
import type { EpochMs } from '../shared/clock.ts';
import type { CancelOutcome, Payment, Unknown } from './processor.ts';
import { type Intent, readIntent } from './stripe-answer.ts';
import type { Budget } from './stripe-budget.ts';
import type { StripeCalls } from './stripe-calls.ts';
import { endIntent } from './stripe-ending.ts';
import { KEY_RETENTION_MS } from './stripe-key-memory.ts';
import { findInList, weightiest } from './stripe-listing.ts';

/** Our clocks and Stripe's may differ, and `created` is cut to the second. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** Most payments are made within seconds of their claim: looking there first saves reading a whole day. */
const LIKELY_WITHIN_MS = 60 * 60_000;

/** 20 000 intents per stretch of time. */
const PAGES_MAX = 200;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const isOf = (payment: Payment, { metadata }: Stripe.PaymentIntent): boolean =>
  metadata?.chargeId === payment.chargeId && metadata.downstreamKey === payment.downstreamKey;

/** All intents of the payment that were created in this stretch, or `null` when it was not read to its end. */
const findWithin = (
  calls: StripeCalls,
  payment: Payment,
  [fromMs, toMs]: readonly [number, number],
  budget: Budget,
): Promise<Intent[] | null> => {
  const created = { gte: Math.floor(fromMs / 1000), lte: Math.ceil(toMs / 1000) };
  return findInList(
    (start) => calls.list({ created, ...start }, budget),
    PAGES_MAX,
    (listed) => isOf(payment, listed),
    readIntent,
  );
};

/**
 * Finds out what became of a payment without sending anything under its key: for when Stripe has forgotten the key, or
 * answers it with a stored failure. Reads the list, never Search, which lags behind. Ends every intent that it finds
 * open; finding none in the whole time in which one can have been made means that none was made.
 *
 * A merchant with more payments in a day than the budget can list gets `unknown` unless the payment was made in the
 * hour after its claim.
 */
export const searchPayment = async (
  calls: StripeCalls,
  payment: Payment,
  nowMs: EpochMs,
  budget: Budget,
): Promise<CancelOutcome> => {
  const startMs = payment.createdAtMs - CLOCK_MARGIN_MS;
  const likelyEndMs = payment.createdAtMs + LIKELY_WITHIN_MS;
  // Nothing is sent under a key that is older than Stripe's memory of it, so nothing was created after that.
  const endMs = Math.min(nowMs, payment.createdAtMs + KEY_RETENTION_MS) + CLOCK_MARGIN_MS;

  for (const stretch of [
    [startMs, likelyEndMs],
    [likelyEndMs, endMs],
  ] as const) {
    if (stretch[0] >= endMs) continue;
    const intents = await findWithin(calls, payment, stretch, budget);
    if (intents === null) return unknown('the list of payments was not read to its end');
    if (intents.length === 0) continue;
    const outcomes: CancelOutcome[] = [];
    for (const intent of intents) outcomes.push(await endIntent(calls, intent, budget));
    // One that succeeded decides; then one that is still open; then why it failed.
    return weightiest(outcomes, ['succeeded', 'unknown', 'declined']) ?? { kind: 'canceled' };
  }
  return { kind: 'canceled' };
};
