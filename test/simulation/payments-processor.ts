import type {
  Payment,
  PaymentProcessor,
  Refund,
  RefundOutcome,
  Unknown,
} from '../../functions/processor/processor.ts';
import { refused } from '../../functions/processor/refusals.ts';
import { toStripeAmount } from '../../functions/processor/stripe-amount.ts';
import { declined } from '../../functions/processor/stripe-declines.ts';
import { isKeyRemembered, KEY_RETENTION_MS } from '../../functions/processor/stripe-key-memory.ts';
import type { Payments } from './payments.ts';

/** One request to the processor. */
export interface Sending<Outcome> {
  readonly name: 'charge' | 'cancel' | 'refund' | 'find-refund';
  /** How long the answer is waited for. More than 0. */
  readonly budgetMs: number;
  /** It arrives, at a moment of the books' own clock; it may arrive again. */
  readonly arrive: (nowMs: number) => Outcome;
  /** What is said when it is certain that nothing arrived and nothing will. */
  readonly notSent: Outcome;
  /** What is said when no answer came. */
  readonly noAnswer: Unknown;
}

/** Takes a request to the books and the answer back, or loses either. Never throws. */
export type Carry = <Outcome>(sending: Sending<Outcome>) => Promise<Outcome | Unknown>;

const REQUEST_VERSION = 1;
const REFUND_REQUEST_VERSION = 1;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });

const UNKNOWN_VERSION = unknown('the request was built by a version of this code that is not known here');

/** What follows from the intent alone, so that nothing was ever sent for it. */
const withoutSending = ({ requestVersion, amount, currency }: Payment) => {
  if (requestVersion !== REQUEST_VERSION) return UNKNOWN_VERSION;
  return toStripeAmount(amount, currency) === null ? declined('amount-not-supported') : undefined;
};

/**
 * The processor as a function of the simulation sees it: the books at the end of a line that may lose what it carries.
 * It is held to the promises of `PaymentProcessor` by the suite that Stripe's is.
 *
 * Stripe's fence is several calls, this one is a single one: that a fence is lost halfway is not seen here.
 *
 * @param clock the clock of who asks, which need not be the books'
 */
export const createPaymentsProcessor = (
  payments: Pick<Payments, 'charge' | 'fence' | 'search' | 'refund' | 'findRefund'>,
  clock: () => number,
  carry: Carry,
): PaymentProcessor => ({
  name: 'simulated',
  account: 'simulation',
  requestVersion: REQUEST_VERSION,
  refundRequestVersion: REFUND_REQUEST_VERSION,
  keyRetentionMs: KEY_RETENTION_MS,

  charge: async (payment, budgetMs) => {
    const settled = withoutSending(payment);
    if (settled !== undefined) return settled;
    if (!isKeyRemembered(payment, clock())) return unknown('the payment is too old to be sent under its key');
    if (budgetMs <= 0) return { kind: 'not-started', reason: 'no time left to call' };
    return carry({
      name: 'charge',
      budgetMs,
      arrive: (nowMs) => payments.charge(payment, nowMs),
      notSent: { kind: 'not-started', reason: 'refused' },
      noAnswer: unknown('no answer'),
    });
  },

  cancel: async (payment, nowMs, budgetMs) => {
    const settled = withoutSending(payment);
    if (settled !== undefined) return settled;
    if (budgetMs <= 0) return unknown('no time left to call');
    return carry({
      name: 'cancel',
      budgetMs,
      arrive: (atMs) =>
        isKeyRemembered(payment, nowMs) ? payments.fence(payment, atMs) : payments.search(payment),
      notSent: unknown('refused'),
      noAnswer: unknown('no answer'),
    });
  },

  refund: async (refund, nowMs, budgetMs) => {
    if (refund.requestVersion !== REFUND_REQUEST_VERSION) return UNKNOWN_VERSION;
    if (toStripeAmount(refund.amount, refund.currency) === null)
      return refused('amount-not-supported', { isFinal: true });
    const endsAtMs = clock() + budgetMs;
    const leftMs = (): number => endsAtMs - clock();

    if (!isKeyRemembered(refund, nowMs) && leftMs() > 0) {
      const found = await carry({
        name: 'find-refund',
        budgetMs: leftMs(),
        arrive: () => payments.findRefund(refund),
        notSent: unknown('the list of refunds was not read'),
        noAnswer: unknown('no answer'),
      });
      if (found.kind !== 'none') return found;
    }
    if (leftMs() <= 0) return { kind: 'not-started', reason: 'no time left to call' };
    return carry({
      name: 'refund',
      budgetMs: leftMs(),
      arrive: arrivalOf(payments, refund),
      notSent: { kind: 'not-started', reason: 'refused' },
      noAnswer: unknown('no answer'),
    });
  },
});

/** A request that was refused has been read to its end: no copy of it goes on to be carried out. */
const arrivalOf = (payments: Pick<Payments, 'refund'>, refund: Refund) => {
  let refusal: RefundOutcome | undefined;
  return (nowMs: number): RefundOutcome => {
    if (refusal !== undefined) return refusal;
    const outcome = payments.refund(refund, nowMs);
    if (outcome.kind === 'refused') refusal = outcome;
    return outcome;
  };
};
