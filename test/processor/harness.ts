import { afterEach, beforeEach } from '@jest/globals';
import type { Payment, PaymentProcessor, Refund } from '../../functions/processor/processor.ts';
import type { LedgerEntry, LedgerRefund } from '../../local/stripe/index.ts';
import { payment, refund } from './payments.ts';

/** A processor with what is around it, as far as a test of its promises must see and move it. */
export interface ProcessorHarness {
  readonly processor: PaymentProcessor;
  /** The processor's own books: what really happened, whatever was answered. */
  readonly ledger: () => Promise<readonly LedgerEntry[]>;
  /** What was given back, in its books; nothing that was refused. */
  readonly refunds: () => Promise<readonly LedgerRefund[]>;
  readonly nowMs: () => number;
  readonly pass: (durationMs: number) => void;
  /** While `act` runs, everything happens and no answer arrives. */
  readonly losingAnswers: <T>(act: () => Promise<T>) => Promise<T>;
  /** While `act` runs, nothing can be sent. */
  readonly disconnected: <T>(act: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export const BUDGET_MS = 5_000;
/** Long enough for a call on this machine, and all that is waited for an answer that never comes. */
export const LOSING_BUDGET_MS = 100;

export type OpenHarness = () => Promise<ProcessorHarness>;

/** What a test does with the harness that is opened for it, and closed behind it. */
export const harnessForEachTest = (open: OpenHarness) => {
  let harness: ProcessorHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  const statuses = async () => (await harness.ledger()).map(({ status }) => status);
  return {
    harness: () => harness,
    charge: (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) =>
      harness.processor.charge(payment(of), budgetMs),
    cancel: (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) =>
      harness.processor.cancel(payment(of), harness.nowMs(), budgetMs),
    /** @param paymentId what `charge` answered */
    refund: (paymentId: string, of: Partial<Refund> = {}, budgetMs = BUDGET_MS) =>
      harness.processor.refund(refund({ paymentId, ...of }), harness.nowMs(), budgetMs),
    /** What the processor's books say was given back, of all payments together. */
    returned: async () => (await harness.refunds()).reduce((sum, { amount }) => sum + amount, 0),
    statuses,
    /** How often money moved. */
    moved: async () => (await statuses()).filter((status) => status === 'succeeded').length,
  };
};
