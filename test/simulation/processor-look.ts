import type { Unknown } from '../../functions/processor/processor.ts';
import type { StripeLook } from '../../functions/processor/stripe-look.ts';
import type { Line } from './line.ts';
import type { Payments } from './payments.ts';
import { givenBackOf } from './payments-refunds.ts';

const WAY_MS = { min: 50, max: 3_000 };
const MISSING = { kind: 'missing' } as const;
const NO_ANSWER: Unknown = { kind: 'unknown', reason: 'no answer' };

/** Looks into the processor's books, over a line that may lose what it carries. */
export const createProcessorLook = (over: Line, { ledger, refunds }: Payments): StripeLook => {
  const look = <Found>(words: string, budgetMs: number, find: () => Found): Promise<Found | Unknown> =>
    over<Found | Unknown>({
      target: 'processor',
      itemId: undefined,
      words: () => words,
      wayMs: WAY_MS,
      waitMs: budgetMs,
      arrive: (fault) => ({ value: fault === 'server-error' ? NO_ANSWER : find() }),
      noAnswer: () => ({ value: NO_ANSWER }),
      refusal: (fault) =>
        fault === 'throttled' || fault === 'processor-down' ? { value: NO_ANSWER } : undefined,
    });

  return {
    retrievePayment: (paymentId, budgetMs) =>
      look('looks at the payment', budgetMs, () => {
        const entry = ledger.find(({ id }) => id === paymentId);
        if (entry === undefined) return MISSING;
        const { amount, currency, status, chargeId } = entry;
        const amountRefunded = givenBackOf(refunds, paymentId);
        return {
          kind: 'payment',
          paymentId,
          amount,
          currency,
          status,
          metadata: { chargeId },
          amountRefunded,
        };
      }),
    retrieveRefund: (processorId, budgetMs) =>
      look('looks at the refund', budgetMs, () => {
        const entry = refunds.find(({ id }) => id === processorId);
        if (entry === undefined || entry.status === 'refused') return MISSING;
        const { amount, currency, status, paymentId, refundId } = entry;
        return { kind: 'refund', processorId, amount, currency, status, paymentId, metadata: { refundId } };
      }),
  };
};
