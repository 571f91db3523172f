import { describe, expect, it } from '@jest/globals';
import { toStripeAmount } from '../../functions/processor/stripe-amount.ts';

describe('an amount in the units of Stripe', () => {
  it('is the same for a currency with two digits', () => {
    expect(toStripeAmount(1_050, 'USD')).toBe(1_050);
    expect(toStripeAmount(1, 'EUR')).toBe(1);
  });

  it.each(['BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'])(
    'is the same for %s, which has no minor unit',
    (currency) => expect(toStripeAmount(500, currency)).toBe(500),
  );

  it.each(['ISK', 'UGX'])('is a hundredfold for %s, which only Stripe counts in hundredths', (currency) => {
    expect(toStripeAmount(5, currency)).toBe(500);
  });

  it.each(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])(
    'needs a last digit of 0 for %s, which has three',
    (currency) => {
      expect(toStripeAmount(5_120, currency)).toBe(5_120);
      expect(toStripeAmount(5_124, currency)).toBeNull();
    },
  );

  it.each(['HUF', 'TWD'])('is the same for %s, which is rounded in payouts only', (currency) => {
    expect(toStripeAmount(1_045, currency)).toBe(1_045);
  });

  it.each(['MGA', 'MRU'])('does not exist for %s, whose minor unit is a fifth', (currency) => {
    expect(toStripeAmount(500, currency)).toBeNull();
  });

  it.each(['IQD', 'LYD', 'CLF', 'UYW', 'UYI', 'XXX', 'usd'])('does not exist for %s', (currency) => {
    expect(toStripeAmount(5_000, currency)).toBeNull();
  });

  it.each([0, -1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('does not exist for %d', (amount) => {
    expect(toStripeAmount(amount, 'USD')).toBeNull();
  });
});
