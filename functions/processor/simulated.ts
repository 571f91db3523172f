import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Clock, type EpochMs, systemClock } from '../shared/clock.ts';
import type {
  CancelOutcome,
  ChargeOutcome,
  Declined,
  Payment,
  PaymentProcessor,
  Refund,
  RefundOutcome,
  Unknown,
} from './processor.ts';
import { refused } from './refusals.ts';
import { declineCodeOf } from './simulated-cards.ts';
import type { Entry } from './simulated-entry.ts';
import { createSimulatedLedger, parametersOf } from './simulated-ledger.ts';
import { refundInLedger } from './simulated-refund.ts';
import { toStripeAmount } from './stripe-amount.ts';
import { startBudget } from './stripe-budget.ts';
import { declined } from './stripe-declines.ts';
import { isKeyRemembered, KEY_RETENTION_MS } from './stripe-key-memory.ts';

export interface SimulatedProcessorOptions {
  /** Sends each call once: the SDK's own repetitions make more outcomes unknown than need be. */
  readonly documentClient: DynamoDBDocumentClient;
  /** The ledger. Its partition key is `pk`, a string. */
  readonly tableName: string;
  /** @default systemClock */
  readonly clock?: Clock;
}

const REQUEST_VERSION = 1;
const REFUND_REQUEST_VERSION = 1;

const unknown = (reason: string): Unknown => ({ kind: 'unknown', reason });
const UNKNOWN_VERSION = unknown('the request was built by a version of this code that is not known here');

const outcomeOf = ({ id, status, declineCode }: Entry): CancelOutcome => {
  if (status === 'succeeded') return { kind: 'succeeded', processorId: id };
  return status === 'canceled' ? { kind: 'canceled' } : declined(declineCode ?? 'payment-refused');
};

/** What the entry says about the payment, if it is the payment's. */
const answerOf = (entry: Entry, payment: Payment): CancelOutcome =>
  entry.parameters === parametersOf(payment)
    ? outcomeOf(entry)
    : unknown('the key was first used with other parameters');

/** What is settled by the intent alone, so that no attempt at it ever wrote anything; `null` when nothing is. */
const withoutLedger = ({ requestVersion, amount, currency }: Payment): Declined | Unknown | null => {
  if (requestVersion !== REQUEST_VERSION) return UNKNOWN_VERSION;
  return toStripeAmount(amount, currency) === null ? declined('amount-not-supported') : null;
};

/**
 * A processor that moves no money: it writes down what Stripe would have done for its test payment methods. For trying
 * a deployment out without an account. It keeps the promises of a real one, by one conditional write per call: once per
 * key whatever arrives when, keys that are forgotten after a day, a fence that holds, and never more refunded than paid.
 *
 * Takes every amount that Stripe can represent, also one below the minimum of a currency: which minimum counts depends
 * on the account.
 *
 * @example createSimulatedProcessor({ documentClient, tableName: 'ledger' })
 */
export const createSimulatedProcessor = (options: SimulatedProcessorOptions): PaymentProcessor => {
  const { documentClient, tableName } = options;
  const ledger = createSimulatedLedger(documentClient, tableName);
  const clock = options.clock ?? systemClock;

  return {
    name: 'simulated',
    account: 'simulated',
    requestVersion: REQUEST_VERSION,
    refundRequestVersion: REFUND_REQUEST_VERSION,
    keyRetentionMs: KEY_RETENTION_MS,

    charge: async (payment: Payment, budgetMs: number): Promise<ChargeOutcome> => {
      const budget = startBudget(budgetMs);
      const settled = withoutLedger(payment);
      if (settled !== null) return settled;
      const nowMs = clock();
      if (!isKeyRemembered(payment, nowMs)) return unknown('the payment is too old to be sent under its key');

      const declineCode = declineCodeOf(payment.paymentMethod);
      const verdict = { status: declineCode === null ? 'succeeded' : 'failed', declineCode } as const;
      const holding = await ledger.enter(payment, verdict, { nowMs, forgottenByMs: nowMs }, budget);
      if (holding.kind === 'not-sent') return { kind: 'not-started', reason: holding.reason };
      if (holding.kind === 'no-answer') return unknown(holding.reason);
      const outcome = answerOf(holding.entry, payment);
      return outcome.kind === 'canceled' ? unknown('a fence took the key') : outcome;
    },

    cancel: async (payment: Payment, nowMs: EpochMs, budgetMs: number): Promise<CancelOutcome> => {
      const budget = startBudget(budgetMs);
      const settled = withoutLedger(payment);
      if (settled !== null) return settled;
      // Of an old payment the key's memory says nothing any more. Its entry does: whatever was made since the claim, or
      // still held the key then, is what became of it.
      const times = {
        nowMs: clock(),
        forgottenByMs: isKeyRemembered(payment, nowMs) ? clock() : payment.createdAtMs,
      };
      const holding = await ledger.enter(payment, { status: 'canceled', declineCode: null }, times, budget);
      return holding.kind === 'held' ? answerOf(holding.entry, payment) : unknown(holding.reason);
    },

    refund: async (refund: Refund, nowMs: EpochMs, budgetMs: number): Promise<RefundOutcome> => {
      const budget = startBudget(budgetMs);
      if (refund.requestVersion !== REFUND_REQUEST_VERSION) return UNKNOWN_VERSION;
      if (toStripeAmount(refund.amount, refund.currency) === null)
        return refused('amount-not-supported', { isFinal: true });
      // Whatever was made since the claim, or still held the key then, is what became of it, at any age.
      const times = { nowMs, forgottenByMs: refund.createdAtMs };
      return refundInLedger({ documentClient, tableName }, refund, times, budget);
    },
  };
};
