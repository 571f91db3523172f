import { exponentOf, isCurrency } from '../shared/money.ts';

/**
 * Where Stripe takes whole units, as ISO 4217 does. MGA is in Stripe's list too but not in this one: its minor unit is
 * a fifth (MRU's also), which ISO 4217 writes as two digits and Stripe does not have, so an amount could be read as
 * twenty times another. See https://docs.stripe.com/currencies#zero-decimal.
 */
const ZERO_DECIMAL = new Set('BIF CLP DJF GNF JPY KMF KRW PYG RWF VND VUV XAF XOF XPF'.split(' '));

/** No minor unit in ISO 4217, two digits at Stripe "for backwards compatibility": 5 ISK is sent as 500. */
const TWO_DIGITS_AT_STRIPE_ONLY = new Set(['ISK', 'UGX']);

/** Three digits at both, but card networks take two: Stripe wants the last digit to be 0. */
const THREE_DECIMAL = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/**
 * The amount in Stripe's units, or `null` for one that Stripe cannot represent. HUF and TWD count as zero-decimal in
 * payouts only: a charge in them is sent as it is.
 *
 * Part of version 1 of both requests (`stripe-request.ts`, `stripe-refund-request.ts`): a change here changes requests
 * that Stripe may remember, so it needs new versions there.
 *
 * @param amount minor units of ISO 4217
 * @param currency ISO 4217, upper case
 * @example toStripeAmount(5, 'ISK') // 500
 */
export const toStripeAmount = (amount: number, currency: string): number | null => {
  if (!Number.isSafeInteger(amount) || amount <= 0) return null;
  if (TWO_DIGITS_AT_STRIPE_ONLY.has(currency)) return amount * 100;
  if (THREE_DECIMAL.has(currency)) return amount % 10 === 0 ? amount : null;
  if (ZERO_DECIMAL.has(currency)) return amount;
  return isCurrency(currency) && exponentOf(currency) === 2 ? amount : null;
};

/**
 * Back from Stripe's units. Meant for amounts that `toStripeAmount` has made: of any other it says what Stripe says.
 *
 * @param currency ISO 4217, upper case
 */
export const fromStripeAmount = (amount: number, currency: string): number =>
  TWO_DIGITS_AT_STRIPE_ONLY.has(currency) ? amount / 100 : amount;
