import type { Refused } from './processor.ts';

const REFUSED = 'The processor refused the refund.';

/** Sentences for the merchant. Ours, not Stripe's: those quote ids and amounts. */
const MESSAGES: Readonly<Record<string, string>> = {
  'already-refunded': 'The payment has been refunded in full already.',
  'amount-not-supported': 'This amount cannot be refunded in this currency.',
  'balance-insufficient': 'The balance of the account at the processor does not cover the refund.',
  'exceeds-payment': 'The amount is more than what is left of the payment.',
  'payment-disputed': 'The cardholder has disputed the payment with the bank, which decides on it now.',
  'payment-missing': 'The processor does not have this payment.',
  'payment-not-refundable': 'The processor cannot refund this payment.',
  'refund-canceled': 'The refund was canceled at the processor.',
  'refund-failed': 'The bank of the cardholder did not take the refund.',
};

/** @param code kebab-case */
export const refused = (code: string, { isFinal }: Pick<Refused, 'isFinal'>): Refused => ({
  kind: 'refused',
  code,
  message: MESSAGES[code] ?? REFUSED,
  isFinal,
});
