import * as currencies from 'dinero.js/currencies';

/** A million less a cent, in a currency of two decimals: a guard against a slipped digit, as card schemes have one. */
export const AMOUNT_MAX = 99_999_999;

/**
 * The currencies that can be charged: ISO 4217 with a decimal minor unit. Two currencies divide by five, and no
 * processor agrees on what their minor unit is.
 */
const CODES: ReadonlySet<string> = new Set(
  Object.values(currencies)
    .filter(({ base }) => base === 10)
    .map(({ code }) => code),
);

/** @example isCurrency('EUR') // true; codes are upper case here */
export const isCurrency = (code: string): boolean => CODES.has(code);
