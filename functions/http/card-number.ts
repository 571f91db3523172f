/** Lengths and first digits of the schemes' numbers (ISO/IEC 7812): Visa, Mastercard, Amex, Discover, JCB, Diners. */
const SCHEMES =
  /^(4(\d{12}|\d{15}|\d{18})|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6(011|4[4-9]|5)\d{12,13}|35\d{14}|3[068]\d{12})$/;

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

/**
 * Whether a text holds what looks like a card number, bare or grouped by spaces or dashes. Such a text is refused, so
 * that no table, reply or log ever holds one. A reference that only looks like one is refused too: about 2 in 100
 * random 16-digit numbers.
 */
export const holdsCardNumber = (text: string): boolean =>
  (text.match(/\d(?:[ -]?\d){12,18}/g) ?? [])
    .map((run) => run.replace(/\D/g, ''))
    .some((digits) => SCHEMES.test(digits) && passesLuhn(digits));
