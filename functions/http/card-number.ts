/**
 * Lengths and first digits of the schemes' numbers (ISO/IEC 7812): Visa, Mastercard, Amex, Discover, UnionPay, JCB,
 * Diners. Visa's old 13 digits are left out: every tenth European article number would be one.
 */
const SCHEMES =
  /^(4\d{15}|4\d{18}|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6011\d{12}|6(4[4-9]|5\d)\d{13}|62\d{14,17}|35\d{14}|3(0[0-5]|[68]\d)\d{11})$/;
const DIGITS_MIN = 14;
const DIGITS_MAX = 19;

/** The check digit of ISO/IEC 7812-1, annex B. */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

const isCardNumber = (digits: string): boolean => SCHEMES.test(digits) && passesLuhn(digits);

/** Whether groups from `start` on make up a card number: at most 19 steps, since each group has a digit. */
const startsCardNumber = (groups: readonly string[], start: number): boolean => {
  let digits = '';
  for (let end = start; end < groups.length && digits.length < DIGITS_MAX; end += 1) {
    digits += groups[end];
    if (digits.length >= DIGITS_MIN && digits.length <= DIGITS_MAX && isCardNumber(digits)) return true;
  }
  return false;
};

/** A card number may stand beside its expiry date: any neighbouring groups may be one. */
const runHoldsCardNumber = (run: string): boolean => {
  const groups = run.split(/\D/);
  return groups.some((_, start) => startsCardNumber(groups, start));
};

/**
 * Whether a text holds what looks like a card number, bare or in groups. Such a text is refused, so that no table,
 * reply or log ever holds one. A reference that only looks like one is refused too: about 2 in 100 random 16-digit
 * numbers.
 */
export const holdsCardNumber = (text: string): boolean =>
  (text.match(/\d+(?:[ \-./\u00a0]\d+)*/g) ?? []).some(runHoldsCardNumber);
