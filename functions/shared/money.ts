import * as currencies from 'dinero.js/currencies';

/** A million less a cent, in a currency of two decimals: a guard against a slipped digit, as card schemes have one. */
export const AMOUNT_MAX = 99_999_999;

/** How a currency divides: `base` to the power of `exponent` minor units are one. */
interface MinorUnit {
  readonly base: number | readonly number[];
  readonly exponent: number;
}

/** ISO 4217, by code. Never `Intl`: it is wrong about 16 currencies. */
const MINOR_UNITS: ReadonlyMap<string, MinorUnit> = new Map(
  Object.values(currencies).map(({ code, base, exponent }) => [code, { base, exponent }]),
);

/** Digits of the minor unit; `undefined` for a code that ISO 4217 does not have. */
export const exponentOf = (code: string): number | undefined => MINOR_UNITS.get(code)?.exponent;

/**
 * Whether it can be charged: ISO 4217 with a decimal minor unit. Two currencies divide by five, and no processor agrees
 * on what their minor unit is.
 *
 * @example isCurrency('EUR') // true; codes are upper case here
 */
export const isCurrency = (code: string): boolean => MINOR_UNITS.get(code)?.base === 10;
