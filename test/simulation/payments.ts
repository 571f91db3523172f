import type { CancelOutcome, ChargeOutcome, Payment, Unknown } from '../../functions/processor/processor.ts';
import { declineCodeOf } from '../../functions/processor/simulated-cards.ts';
import { parametersOf } from '../../functions/processor/simulated-ledger.ts';
import { declined } from '../../functions/processor/stripe-declines.ts';
import { openRefunds, type PaymentRefunds, type RefundLuck } from './payments-refunds.ts';
import type { Random } from './random.ts';

export interface Entry {
  readonly id: string;
  readonly key: string;
  readonly tenant: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  /** Why the card said no; `null` also for a failure that nobody can see into. */
  readonly declineCode: string | null;
  /** A digest of what was asked: whoever asks for something else under the key is refused. */
  readonly parameters: string;
  readonly atMs: number;
  /** Until then the key is in use, and nobody is told anything. */
  readonly endsAtMs: number;
  /** Stored as a 500: whoever asks under the key learns nothing. */
  readonly isBroken: boolean;
  /** Money that the processor had promised not to move: a payment of its own, under the charge's name. */
  readonly isUnasked: boolean;
}

const KEY_MEMORY_MS = 24 * 60 * 60_000;
/** The books' clock and that of who asks are not the same. */
const CLOCK_MARGIN_MS = 5 * 60_000;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const outcomeOf = ({ status, id, declineCode }: Entry): CancelOutcome => {
  if (status === 'succeeded') return { kind: 'succeeded', processorId: id };
  return declineCode === null ? { kind: 'canceled' } : declined(declineCode);
};

export interface Payments extends PaymentRefunds {
  readonly ledger: readonly Entry[];
  /** The original arrives. */
  readonly charge: (payment: Payment, nowMs: number) => ChargeOutcome;
  /** The fence arrives: it takes the key, or finds out who has it. */
  readonly fence: (payment: Payment, nowMs: number) => CancelOutcome;
  /** The processor breaks its word about a payment that it had canceled. */
  readonly moveUnasked: (canceled: Entry, nowMs: number) => void;
  /** What the list of payments shows of one whose key is too old to be asked under. */
  readonly search: (payment: Payment) => CancelOutcome;
}

/**
 * The processor's own books, with Stripe's rules for keys: the first request under a key decides, equal ones get its
 * answer (a stored 500 too), others are refused, one that comes while it runs learns nothing, and after a day the key
 * is forgotten. A request takes effect when it arrives; its answer may be under way before its key is free.
 *
 * @param runsMs how long a request keeps its key in use
 */
export const openPayments = (
  random: Random,
  brokenRate: () => number,
  runsMs = () => random.between(0, 2_000),
  refundLuck: () => RefundLuck = () => ({ broken: brokenRate(), refusedForNow: 0, failed: 0 }),
): Payments => {
  const ledger: Entry[] = [];
  const remembered = (key: string, nowMs: number): Entry | undefined =>
    ledger.find((entry) => !entry.isUnasked && entry.key === key && nowMs - entry.atMs < KEY_MEMORY_MS);

  const enter = (payment: Payment, intended: Pick<Entry, 'status' | 'declineCode'>, nowMs: number): Entry => {
    const isBroken = random.chance(brokenRate());
    // A 500 tells nothing: half of the payments that it hides were made.
    const isLost = isBroken && intended.status === 'succeeded' && random.chance(0.5);
    const entry: Entry = {
      id: `pi_${ledger.length + 1}`,
      key: payment.downstreamKey,
      tenant: payment.tenant,
      chargeId: payment.chargeId,
      amount: payment.amount,
      currency: payment.currency,
      ...intended,
      ...(isLost && { status: 'failed' as const }),
      parameters: parametersOf(payment),
      atMs: nowMs,
      endsAtMs: nowMs + runsMs(),
      isBroken,
      isUnasked: false,
    };
    ledger.push(entry);
    return entry;
  };

  /** Why whoever comes second learns nothing; `undefined` when there is an answer. */
  const refusal = (entry: Entry, payment: Payment, nowMs: number): Unknown | undefined => {
    if (nowMs < entry.endsAtMs) return unknown('409: the key is in use');
    return entry.parameters === parametersOf(payment)
      ? undefined
      : unknown('400: the key was first used with other parameters');
  };

  const search = (payment: Payment): CancelOutcome => {
    const made = ledger.filter(
      (entry) =>
        entry.key === payment.downstreamKey &&
        !entry.isUnasked &&
        entry.chargeId === payment.chargeId &&
        entry.atMs >= payment.createdAtMs - CLOCK_MARGIN_MS,
    );
    const outcomes = made.map(outcomeOf);
    return (
      outcomes.find(({ kind }) => kind === 'succeeded') ??
      outcomes.find(({ kind }) => kind === 'declined') ?? { kind: 'canceled' }
    );
  };

  return {
    ...openRefunds(ledger, random, refundLuck, runsMs),
    ledger,
    charge: (payment, nowMs) => {
      const known = remembered(payment.downstreamKey, nowMs);
      const refused = known && refusal(known, payment, nowMs);
      if (refused !== undefined) return refused;
      const declineCode = declineCodeOf(payment.paymentMethod);
      const status = declineCode === null ? 'succeeded' : 'failed';
      const entry = known ?? enter(payment, { status, declineCode }, nowMs);
      if (entry.isBroken) return unknown('500');
      if (entry.status === 'canceled') return unknown('400: a fence took the key');
      return outcomeOf(entry) as ChargeOutcome;
    },
    fence: (payment, nowMs) => {
      const known = remembered(payment.downstreamKey, nowMs);
      const refused = known && refusal(known, payment, nowMs);
      if (refused !== undefined) return refused;
      if (known !== undefined) return known.isBroken ? search(payment) : outcomeOf(known);
      const fence = enter(payment, { status: 'canceled', declineCode: null }, nowMs);
      // The first to meet a failure cannot know that it was stored.
      return fence.isBroken ? unknown('500') : outcomeOf(fence);
    },
    search,
    moveUnasked: (canceled, nowMs) => {
      const id = `pi_${ledger.length + 1}`;
      ledger.push({ ...canceled, id, status: 'succeeded', isUnasked: true, atMs: nowMs, endsAtMs: nowMs });
    },
  };
};
