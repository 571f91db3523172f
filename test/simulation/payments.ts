import type { CancelOutcome, ChargeOutcome, Payment } from '../../functions/processor/processor.ts';
import type { Random } from './random.ts';

export interface Entry {
  readonly key: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly status: 'succeeded' | 'failed' | 'canceled';
  readonly atMs: number;
  /** Stored as a 500: whoever asks under the key learns nothing. */
  readonly isBroken: boolean;
}

const KEY_MEMORY_MS = 24 * 60 * 60_000;
/** As production does: past this nothing is sent under a key any more. */
const KEY_TRUSTED_MS = KEY_MEMORY_MS - 60 * 60_000;

const outcomeOf = ({ status, chargeId }: Entry): CancelOutcome => {
  if (status === 'succeeded') return { kind: 'succeeded', processorId: `pi_${chargeId}` };
  return status === 'canceled'
    ? { kind: 'canceled' }
    : { kind: 'declined', code: 'card-declined', message: 'The card was declined.' };
};

export interface Payments {
  readonly ledger: readonly Entry[];
  /** The original arrives. */
  readonly charge: (payment: Payment, nowMs: number) => ChargeOutcome;
  /** The fence arrives. */
  readonly cancel: (payment: Payment, nowMs: number) => CancelOutcome;
}

/** The processor's own books, with Stripe's rules for keys and a memory of them that ends. */
export const openPayments = (random: Random, brokenRate: () => number): Payments => {
  const ledger: Entry[] = [];
  const remembered = (key: string, nowMs: number): Entry | undefined =>
    ledger.find((entry) => entry.key === key && nowMs - entry.atMs < KEY_MEMORY_MS);
  const enter = (payment: Payment, status: Entry['status'], nowMs: number): Entry => {
    const isBroken = status !== 'canceled' && random.chance(brokenRate());
    // A 500 tells nothing: half of them have moved the money.
    const moved = isBroken && random.chance(0.5) ? 'failed' : status;
    const entry = {
      key: payment.downstreamKey,
      chargeId: payment.chargeId,
      amount: payment.amount,
      status: moved,
      atMs: nowMs,
      isBroken,
    };
    ledger.push(entry);
    return entry;
  };
  return {
    ledger,
    charge: (payment, nowMs) => {
      const known = remembered(payment.downstreamKey, nowMs);
      const status = payment.paymentMethod === 'pm_card_chargeDeclined' ? 'failed' : 'succeeded';
      const entry = known ?? enter(payment, status, nowMs);
      if (entry.isBroken || entry.status === 'canceled')
        return { kind: 'unknown', reason: '500, or a burnt key' };
      return outcomeOf(entry) as ChargeOutcome;
    },
    cancel: (payment, nowMs) => {
      const isTrusted = nowMs - payment.createdAtMs <= KEY_TRUSTED_MS;
      const known = isTrusted
        ? remembered(payment.downstreamKey, nowMs)
        : ledger.find(({ chargeId }) => chargeId === payment.chargeId);
      if (known !== undefined)
        return known.isBroken && known.status === 'failed' ? { kind: 'canceled' } : outcomeOf(known);
      return isTrusted ? outcomeOf(enter(payment, 'canceled', nowMs)) : { kind: 'canceled' };
    },
  };
};
