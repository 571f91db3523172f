import { exponentOf } from '../shared/money.ts';

/** `1234` and 3 → `1.234`. By the digits: a division would leave what a receipt says to floating point. */
const toDecimal = (amount: number, exponent: number): `${number}` => {
  const digits = String(amount).padStart(exponent + 1, '0');
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return decimal as `${number}`;
};

/**
 * An amount as its currency is written, in English.
 *
 * How many digits follow the point is ISO 4217's to say: `Intl` is wrong about 16 currencies (IQD and HUF among them)
 * and is asked for grouping and symbol only.
 *
 * @param amount minor units
 * @param currency ISO 4217, upper case
 * @example formatAmount(123456, 'EUR') // '€1,234.56'
 * @throws Error for a currency that ISO 4217 does not have
 */
export const formatAmount = (amount: number, currency: string): string => {
  const exponent = exponentOf(currency);
  if (exponent === undefined || !Number.isSafeInteger(amount) || amount < 0)
    throw new Error('This is no amount of money');
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
    .format(toDecimal(amount, exponent))
    .replaceAll('\u00a0', ' ');
};
