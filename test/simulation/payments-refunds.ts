import type { Refund, RefundOutcome } from '../../functions/processor/processor.ts';
import { refused } from '../../functions/processor/refusals.ts';
import { isKeyRemembered } from '../../functions/processor/stripe-key-memory.ts';
import type { Entry } from './payments.ts';
import type { Random } from './random.ts';

export interface RefundEntry {
  readonly id: string;
  readonly key: string;
  readonly tenant: string;
  readonly refundId: string;
  readonly chargeId: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly currency: string;
  /** `failed`: made, and the money is where it was. `refused`: never made, but the key says so. */
  readonly status: 'succeeded' | 'failed' | 'refused';
  readonly code: string | null;
  readonly parameters: string;
  readonly atMs: number;
  /** Until then the key is in use, and nobody is told anything. */
  readonly endsAtMs: number;
  /** Stored as a 500: whoever asks under the key learns nothing. */
  readonly isBroken: boolean;
}

/** How probably the processor does what nobody can foresee. */
export interface RefundLuck {
  readonly broken: number;
  /** Refused for now and not stored: a balance that is too low at this moment. */
  readonly refusedForNow: number;
  /** Made, and not taken by the bank. */
  readonly failed: number;
}

export interface PaymentRefunds {
  readonly refunds: readonly RefundEntry[];
  readonly refund: (refund: Refund, nowMs: number) => RefundOutcome;
  /** What the list of the payment's refunds shows of one whose key tells nothing. */
  readonly findRefund: (refund: Refund) => RefundOutcome | { readonly kind: 'none' };
  /** A bank sends the money of a refund back. */
  readonly failLate: (refundId: string) => RefundEntry | undefined;
}

const KEY_MEMORY_MS = 24 * 60 * 60_000;

const unknown = (reason: string): RefundOutcome => ({ kind: 'unknown', reason });

const parametersOf = ({ refundId, chargeId, paymentId, amount, currency }: Refund): string =>
  [refundId, chargeId, paymentId, amount, currency].join('|');

const outcomeOf = ({ status, id }: RefundEntry): RefundOutcome =>
  status === 'succeeded'
    ? { kind: 'succeeded', processorId: id }
    : refused('refund-failed', { isFinal: true });

/** What of a payment has been given back, or is to be. */
export const givenBackOf = (refunds: readonly RefundEntry[], paymentId: string): number =>
  refunds
    .filter((entry) => entry.paymentId === paymentId && entry.status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);

/**
 * The refunds in the processor's books, with the rules that payments have for keys: the first request under a key
 * decides. Never more goes back than was paid.
 */
export const openRefunds = (
  ledger: readonly Entry[],
  random: Random,
  luck: () => RefundLuck,
  runsMs: () => number,
): PaymentRefunds => {
  const refunds: RefundEntry[] = [];
  const happens = (rate: number): boolean => rate > 0 && random.chance(rate);

  const verdictOn = ({ paymentId, amount }: Refund): Pick<RefundEntry, 'status' | 'code'> | 'missing' => {
    const payment = ledger.find(({ id, status }) => id === paymentId && status === 'succeeded');
    if (payment === undefined) return 'missing';
    const left = payment.amount - givenBackOf(refunds, paymentId);
    if (amount <= left) return { status: 'succeeded', code: null };
    return { status: 'refused', code: left === 0 ? 'already-refunded' : 'exceeds-payment' };
  };

  const enter = (
    refund: Refund,
    intended: Pick<RefundEntry, 'status' | 'code'>,
    nowMs: number,
    { broken, failed }: RefundLuck,
  ): RefundEntry => {
    const isBroken = happens(broken);
    const isMade = intended.status === 'succeeded';
    // A 500 tells nothing: half of the refunds that it hides were made.
    const isLost = isBroken && isMade && random.chance(0.5);
    const entry: RefundEntry = {
      id: `re_at_processor_${refunds.length + 1}`,
      key: refund.downstreamKey,
      tenant: refund.tenant,
      refundId: refund.refundId,
      chargeId: refund.chargeId,
      paymentId: refund.paymentId,
      amount: refund.amount,
      currency: refund.currency,
      ...intended,
      ...(isMade && happens(failed) && { status: 'failed' as const }),
      ...(isLost && { status: 'refused' as const }),
      parameters: parametersOf(refund),
      atMs: nowMs,
      endsAtMs: nowMs + runsMs(),
      isBroken,
    };
    refunds.push(entry);
    return entry;
  };

  const findRefund = ({ refundId, downstreamKey }: Refund): RefundOutcome | { readonly kind: 'none' } => {
    const made = refunds.filter(
      ({ key, status, ...entry }) =>
        key === downstreamKey && entry.refundId === refundId && status !== 'refused',
    );
    const found = made.find(({ status }) => status === 'succeeded') ?? made[0];
    return found === undefined ? { kind: 'none' } : outcomeOf(found);
  };

  /** What the key answers to whoever comes later. */
  const replayOf = (entry: RefundEntry, refund: Refund, nowMs: number): RefundOutcome => {
    if (nowMs < entry.endsAtMs) return unknown('409: the key is in use');
    if (entry.parameters !== parametersOf(refund)) return unknown('the key was used with other parameters');
    if (entry.isBroken) {
      const found = findRefund(refund);
      return found.kind === 'none' ? unknown('500, and no such refund is listed') : found;
    }
    if (entry.status !== 'refused') return outcomeOf(entry);
    // A stored answer that is about to be forgotten binds nobody for long.
    return refused(entry.code ?? 'refund-refused', { isFinal: isKeyRemembered(refund, nowMs) });
  };

  return {
    refunds,
    findRefund,
    refund: (refund, nowMs) => {
      const known = refunds.find(
        ({ key, atMs }) => key === refund.downstreamKey && nowMs - atMs < KEY_MEMORY_MS,
      );
      if (known !== undefined) return replayOf(known, refund, nowMs);

      const verdict = verdictOn(refund);
      const rates = luck();
      if (verdict === 'missing') return refused('payment-missing', { isFinal: false });
      if (happens(rates.refusedForNow)) return refused('balance-insufficient', { isFinal: false });
      const entry = enter(refund, verdict, nowMs, rates);
      // The first to meet a failure cannot know that it was stored.
      if (entry.isBroken) return unknown('500');
      if (entry.status !== 'refused') return outcomeOf(entry);
      return refused(entry.code ?? 'refund-refused', { isFinal: true });
    },
    failLate: (refundId) => {
      const place = refunds.findIndex((entry) => entry.refundId === refundId && entry.status === 'succeeded');
      const entry = refunds[place];
      if (entry === undefined) return undefined;
      const returned = { ...entry, status: 'failed' as const };
      refunds[place] = returned;
      return returned;
    },
  };
};
