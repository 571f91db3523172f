import { describe, expect, it } from '@jest/globals';
import { harnessForEachTest, type OpenHarness } from './harness.ts';

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
/** What a payment comes to, and that it comes to it once. */
export const describeCharging = (name: string, open: OpenHarness): void => {
  const { harness, charge, cancel, statuses, moved } = harnessForEachTest(open);

  describe(`${name}: charging`, () => {
    it.each(PAYING)(
      'moves the money once for pm_card_%s, and answers the same however often',
      async (card) => {
        const paying = { paymentMethod: `pm_card_${card}` };
        const outcome = await charge(paying);
        expect(outcome).toEqual({ kind: 'succeeded', processorId: expect.any(String) });
        expect(await charge(paying)).toEqual(outcome);
        const { processorId } = outcome as { processorId: string };
        expect(await harness().ledger()).toEqual([
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
      expect(await harness().ledger()).toEqual([]);
    });

    it.each([
      [5_120, 'KWD'],
      [5, 'ISK'],
      [500, 'JPY'],
    ])('books %d %s as what it is in ISO 4217', async (amount, currency) => {
      expect(await charge({ amount, currency })).toMatchObject({ kind: 'succeeded' });
      expect(await harness().ledger()).toMatchObject([{ amount, currency }]);
    });
  });
};
