import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Payment, PaymentProcessor } from '../../functions/processor/processor.ts';
import type { LedgerEntry } from '../../local/stripe/index.ts';
import { payment } from './payments.ts';

/** A processor with what is around it, as far as a test of its promises must see and move it. */
export interface ProcessorHarness {
  readonly processor: PaymentProcessor;
  /** The processor's own books: what really happened, whatever was answered. */
  readonly ledger: () => Promise<readonly LedgerEntry[]>;
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
const HOUR_MS = 60 * 60_000;

const PAYING = 'visa mastercard amex discover diners jcb unionpay visa_debit mastercard_prepaid'.split(' ');

const DECLINING = [
  ['chargeDeclined', 'generic-decline', 'The card was declined.'],
  ['visa_chargeDeclined', 'generic-decline', 'The card was declined.'],
  ['chargeDeclinedInsufficientFunds', 'insufficient-funds', 'The card has insufficient funds.'],
  ['chargeDeclinedLostCard', 'lost-card', 'The card was declined.'],
  ['chargeDeclinedStolenCard', 'stolen-card', 'The card was declined.'],
  ['chargeDeclinedVelocityLimitExceeded', 'card-velocity-exceeded', 'The card is over its limit.'],
  ['chargeDeclinedExpiredCard', 'expired-card', 'The card has expired.'],
  ['chargeDeclinedIncorrectCvc', 'incorrect-cvc', 'The security code of the card is incorrect.'],
  ['chargeDeclinedProcessingError', 'processing-error', 'The card could not be charged just now.'],
  ['radarBlock', 'fraudulent', 'The card was declined.'],
  ['authenticationRequired', 'authentication-required', 'The bank wants to confirm this payment'],
  ['nobody', 'payment-method-invalid', 'The payment method does not exist'],
] as const;

/** Every promise of `PaymentProcessor`, for a processor in the surroundings that `open` makes, anew for each test. */
export const describeProcessor = (name: string, open: () => Promise<ProcessorHarness>): void => {
  let harness: ProcessorHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  const made = (of: Partial<Payment>): Payment => payment({ ...of });
  const charge = (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) =>
    harness.processor.charge(made(of), budgetMs);
  const cancel = (of: Partial<Payment> = {}, budgetMs = BUDGET_MS) =>
    harness.processor.cancel(made(of), harness.nowMs(), budgetMs);
  const statuses = async () => (await harness.ledger()).map(({ status }) => status);
  const moved = async () => (await statuses()).filter((status) => status === 'succeeded').length;

  describe(`${name}: charging`, () => {
    it.each(PAYING)(
      'moves the money once for pm_card_%s, and answers the same however often',
      async (card) => {
        const paying = { paymentMethod: `pm_card_${card}` };
        const outcome = await charge(paying);
        expect(outcome).toEqual({ kind: 'succeeded', processorId: expect.any(String) });
        expect(await charge(paying)).toEqual(outcome);
        const { processorId } = outcome as { processorId: string };
        expect(await harness.ledger()).toEqual([
          {
            id: processorId,
            chargeId: 'ch_1',
            amount: 2_000,
            currency: 'USD',
            status: 'succeeded',
            amountRefunded: 0,
            idempotencyKey: 'test-deployment/ch_1',
          },
        ]);
      },
    );

    it.each(DECLINING)('declines pm_card_%s as %s, also when asked again', async (card, code, sentence) => {
      const declining = { paymentMethod: `pm_card_${card}` };
      const outcome = await charge(declining);
      expect(outcome).toEqual({ kind: 'declined', code, message: expect.stringContaining(sentence) });
      expect(await charge(declining)).toEqual(outcome);
      expect(await cancel(declining)).toEqual(outcome);
      expect(await moved()).toBe(0);
    });

    it('moves the money once for copies at the same time', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => charge()));
      const last = await charge();
      expect(last.kind).toBe('succeeded');
      for (const outcome of outcomes) if (outcome.kind !== 'unknown') expect(outcome).toEqual(last);
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('keeps payments apart that differ in their key', async () => {
      await charge();
      await charge({ downstreamKey: 'another-deployment/ch_1' });
      expect(await statuses()).toEqual(['succeeded', 'succeeded']);
    });

    it('declines an amount that has no equivalent at the processor, and writes nothing', async () => {
      const odd = { amount: 5_124, currency: 'KWD' };
      const outcome = await charge(odd);
      expect(outcome).toMatchObject({ kind: 'declined', code: 'amount-not-supported' });
      expect(await cancel(odd)).toEqual(outcome);
      expect(await harness.ledger()).toEqual([]);
    });

    it.each([
      [5_120, 'KWD'],
      [5, 'ISK'],
      [500, 'JPY'],
    ])('books %d %s as what it is in ISO 4217', async (amount, currency) => {
      expect(await charge({ amount, currency })).toMatchObject({ kind: 'succeeded' });
      expect(await harness.ledger()).toMatchObject([{ amount, currency }]);
    });
  });

  describe(`${name}: canceling`, () => {
    it('a payment that was never sent makes sure that it never happens', async () => {
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await charge()).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await statuses()).toEqual(['canceled']);
    });

    it('a payment that succeeded answers so, however often', async () => {
      const outcome = await charge();
      expect(await cancel()).toEqual(outcome);
      expect(await cancel()).toEqual(outcome);
      expect(await charge()).toEqual(outcome);
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('at the same time as charging leaves one answer between them', async () => {
      for (const order of ['charge first', 'cancel first']) {
        const of = { downstreamKey: order };
        const calls = [charge, cancel, cancel, charge, charge, cancel];
        const outcomes = await Promise.all(
          (order === 'charge first' ? calls : calls.toReversed()).map((call) => call(of)),
        );
        const last = await cancel(of);
        expect(['succeeded', 'canceled']).toContain(last.kind);
        for (const outcome of outcomes) if (outcome.kind !== 'unknown') expect(outcome).toEqual(last);
        const entries = (await harness.ledger()).filter(({ idempotencyKey }) => idempotencyKey === order);
        expect(entries.map(({ status }) => status)).toEqual([last.kind]);
      }
    });
  });

  describe(`${name}: an answer that is lost`, () => {
    it('is unknown to who charges, and the next look finds the payment', async () => {
      const lost = await harness.losingAnswers(() => charge({}, LOSING_BUDGET_MS));
      expect(lost).toEqual({ kind: 'unknown', reason: expect.any(String) });
      const [entry] = await harness.ledger();
      expect(entry?.status).toBe('succeeded');
      expect(await cancel()).toEqual({ kind: 'succeeded', processorId: entry?.id });
      expect(await charge()).toEqual({ kind: 'succeeded', processorId: entry?.id });
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('is unknown to who cancels, and the next look ends it', async () => {
      const lost = await harness.losingAnswers(() => cancel({}, LOSING_BUDGET_MS));
      expect(lost).toEqual({ kind: 'unknown', reason: expect.any(String) });
      expect(await charge()).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual({ kind: 'canceled' });
      expect(await moved()).toBe(0);
    });
  });

  describe(`${name}: nothing sent`, () => {
    it('has not started a charge, and leaves a cancel unknown', async () => {
      expect(await harness.disconnected(() => charge())).toMatchObject({ kind: 'not-started' });
      expect(await harness.disconnected(() => cancel())).toMatchObject({ kind: 'unknown' });
      expect(await harness.ledger()).toEqual([]);
      expect(await charge()).toMatchObject({ kind: 'succeeded' });
    });

    it.each([0, -1_000])('with a budget of %d ms', async (budgetMs) => {
      expect(['not-started', 'unknown']).toContain((await charge({}, budgetMs)).kind);
      expect((await cancel({}, budgetMs)).kind).toBe('unknown');
      expect(await harness.ledger()).toEqual([]);
    });

    it('for a request of a version that is not known', async () => {
      const fromTheFuture = { requestVersion: harness.processor.requestVersion + 1 };
      expect(await charge(fromTheFuture)).toMatchObject({ kind: 'unknown' });
      expect(await cancel(fromTheFuture)).toMatchObject({ kind: 'unknown' });
      expect(await harness.ledger()).toEqual([]);
    });
  });

  describe(`${name}: a key that comes with other parameters`, () => {
    const OTHERS: [string, Partial<Payment>][] = [
      ['amount', { amount: 2_001 }],
      ['currency', { currency: 'EUR' }],
      ['card', { paymentMethod: 'pm_card_amex' }],
      ['description', { description: null }],
      ['charge', { chargeId: 'ch_2' }],
    ];

    it.each(OTHERS)('is refused: another %s', async (_, other) => {
      const outcome = await charge();
      expect(await charge(other)).toMatchObject({ kind: 'unknown' });
      expect(await charge()).toEqual(outcome);
      expect(await statuses()).toEqual(['succeeded']);
    });

    it('ends no payment but its own', async () => {
      const outcome = await charge();
      expect(await cancel({ amount: 2_001 })).toMatchObject({ kind: 'unknown' });
      expect(await cancel()).toEqual(outcome);
    });
  });

  describe(`${name}: the memory of a key`, () => {
    const margin = [1, HOUR_MS - 1, HOUR_MS + 1, 30 * 24 * HOUR_MS];

    it.each(margin)(
      'is not relied on in its last hour or later (%d ms): nothing is charged',
      async (later) => {
        harness.pass(harness.processor.keyRetentionMs - HOUR_MS + later);
        expect(await charge()).toMatchObject({ kind: 'unknown' });
        expect(await harness.ledger()).toEqual([]);
        expect(await cancel()).toEqual({ kind: 'canceled' });
        expect(await cancel()).toEqual({ kind: 'canceled' });
        expect(await moved()).toBe(0);
      },
    );

    it.each(margin)('is not needed to find out what happened (%d ms)', async (later) => {
      const declining = { downstreamKey: 'k2', paymentMethod: 'pm_card_chargeDeclinedLostCard' };
      const canceled = { downstreamKey: 'k3' };
      const outcomes = [await charge(), await charge(declining), await cancel(canceled)];
      harness.pass(harness.processor.keyRetentionMs - HOUR_MS + later);
      expect([await cancel(), await cancel(declining), await cancel(canceled)]).toEqual(outcomes);
      expect(await moved()).toBe(1);
    });

    it('ends when it is said to: until then a new claim under the key is a repeat, afterwards a payment', async () => {
      const { keyRetentionMs } = harness.processor;
      const outcome = await charge();
      harness.pass(keyRetentionMs - 1);
      expect(await charge({ createdAtMs: harness.nowMs() })).toEqual(outcome);
      expect(await moved()).toBe(1);
      harness.pass(1);
      const again = await charge({ createdAtMs: harness.nowMs() });
      expect(again.kind).toBe('succeeded');
      expect(again).not.toEqual(outcome);
      expect(await moved()).toBe(2);
    });

    it('that ended between a claim and its cancel does not open a gap: nothing moves afterwards', async () => {
      await charge();
      harness.pass(harness.processor.keyRetentionMs - HOUR_MS / 2);
      const again = { createdAtMs: harness.nowMs() };
      harness.pass(HOUR_MS);
      expect(await cancel(again)).toEqual({ kind: 'canceled' });
      expect(await charge(again)).toMatchObject({ kind: 'unknown' });
      expect(await moved()).toBe(1);
    });
  });
};
