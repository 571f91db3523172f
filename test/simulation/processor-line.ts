import type { PaymentProcessor, Unknown } from '../../functions/processor/processor.ts';
import type { Line } from './line.ts';
import type { Payments } from './payments.ts';
import { type Carry, createPaymentsProcessor, type Sending } from './payments-processor.ts';

/** The books at the end of a line, and what is around it. */
interface Counter {
  readonly payments: Payments;
  /** The world's time: the books' own. */
  readonly nowMs: () => number;
  /** The time of the function that asks. */
  readonly clock: () => number;
  /** A request leaves. @param id of the charge or the refund that it is about */
  readonly onAsk: (asked: Sending<unknown>['name'], id: string) => void;
}

const WAY_MS = { min: 50, max: 3_000 };

const WORDS = {
  charge: 'asks the processor for the money',
  cancel: 'asks the processor to cancel',
  refund: 'asks the processor to give the money back',
  'find-refund': 'looks for the refund at the processor',
} as const;

/** A processor at one end of a line, and its books at the other. */
export const createProcessorLine = (
  over: Line,
  { payments, nowMs, clock, onAsk }: Counter,
): PaymentProcessor => {
  const carryFor =
    (id: string): Carry =>
    <Outcome>({ name, budgetMs, arrive, notSent, noAnswer }: Sending<Outcome>) => {
      onAsk(name, id);
      return over<Outcome | Unknown>({
        target: 'processor',
        itemId: id,
        words: () => WORDS[name],
        wayMs: WAY_MS,
        waitMs: budgetMs,
        arrive: (fault, share) => {
          if (fault !== 'server-error') return { value: arrive(nowMs()) };
          // It tells nothing: half of what it answers was carried out.
          if (share < 0.5) arrive(nowMs());
          return { value: noAnswer };
        },
        noAnswer: () => ({ value: noAnswer }),
        refusal: (fault, share) =>
          fault === 'throttled' || (fault === 'processor-down' && share < 0.5)
            ? { value: notSent }
            : undefined,
      });
    };
  const processorFor = (id: string) => createPaymentsProcessor(payments, clock, carryFor(id));

  return {
    ...processorFor(''),
    charge: (payment, budgetMs) => processorFor(payment.chargeId).charge(payment, budgetMs),
    cancel: (payment, atMs, budgetMs) => processorFor(payment.chargeId).cancel(payment, atMs, budgetMs),
    refund: (refund, atMs, budgetMs) => processorFor(refund.refundId).refund(refund, atMs, budgetMs),
  };
};
