import type Stripe from 'stripe';
import type { EpochMs } from '../shared/clock.ts';
import type { CancelOutcome, Payment, Unknown } from './processor.ts';
import { type Intent, readIntent } from './stripe-answer.ts';
import type { Budget } from './stripe-budget.ts';
import type { StripeCalls } from './stripe-calls.ts';
import { endIntent } from './stripe-ending.ts';
import { KEY_RETENTION_MS } from './stripe-key-memory.ts';

/** Our clocks and Stripe's may differ, and `created` is cut to the second. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** Most payments are made within seconds of their claim: looking there first saves reading a whole day. */
const LIKELY_WITHIN_MS = 60 * 60_000;

const PAGE_SIZE = 100;
/** 20 000 intents per stretch of time. The budget ends most searches earlier; this ends those of a broken list. */
const PAGES_MAX = 200;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const isOf = (payment: Payment, { metadata }: Stripe.PaymentIntent): boolean =>
  metadata?.chargeId === payment.chargeId && metadata.downstreamKey === payment.downstreamKey;

/** All intents of the payment that were created in this stretch, or `null` when it was not read to its end. */
const findWithin = async (
  calls: StripeCalls,
  payment: Payment,
  [fromMs, toMs]: readonly [number, number],
  budget: Budget,
): Promise<Intent[] | null> => {
  const created = { gte: Math.floor(fromMs / 1000), lte: Math.ceil(toMs / 1000) };
  const found: Intent[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await calls.list(
      { created, limit: PAGE_SIZE, ...(after && { starting_after: after }) },
      budget,
    );
    if (page === null) return null;
    for (const listed of page.items) {
      if (!isOf(payment, listed)) continue;
      const intent = readIntent(listed);
      if (intent === null) return null;
      found.push(intent);
    }
    after = page.items.at(-1)?.id;
    if (!page.hasMore || after === undefined) return page.hasMore ? null : found;
  }
  return null;
};

/** One that succeeded decides; then one that is still open; then why it failed. */
const weightiest = (outcomes: readonly CancelOutcome[]): CancelOutcome => {
  for (const kind of ['succeeded', 'unknown', 'declined'] as const) {
    const outcome = outcomes.find((candidate) => candidate.kind === kind);
    if (outcome) return outcome;
  }
  return { kind: 'canceled' };
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
    return weightiest(outcomes);
  }
  return { kind: 'canceled' };
};
