import type { Declined } from './processor.ts';

const CARD_DECLINED = 'The card was declined.';

/**
 * Sentences for the payer. Ours, not Stripe's: those may quote parameters. Codes that are missing here get the general
 * sentence on purpose: of a lost, stolen or suspected card the payer is told no more than that it was declined.
 * See https://docs.stripe.com/declines/codes.
 */
const MESSAGES: Readonly<Record<string, string>> = {
  'amount-not-supported': 'This amount cannot be charged in this currency.',
  'authentication-required':
    'The bank wants to confirm this payment with the cardholder, which is not possible here.',
  'card-not-supported': 'The card does not support this kind of purchase.',
  'card-velocity-exceeded': 'The card is over its limit.',
  'currency-not-supported': 'The card does not support this currency.',
  'expired-card': 'The card has expired.',
  'incorrect-cvc': 'The security code of the card is incorrect.',
  'incorrect-number': 'The card number is incorrect.',
  'incorrect-zip': 'The postal code does not match the card.',
  'insufficient-funds': 'The card has insufficient funds.',
  'invalid-cvc': 'The security code of the card is invalid.',
  'invalid-expiry-month': 'The expiry date of the card is invalid.',
  'invalid-expiry-year': 'The expiry date of the card is invalid.',
  'payment-canceled': 'The payment was canceled.',
  'payment-method-invalid': 'The payment method does not exist or cannot be used.',
  'payment-refused': 'The payment was refused.',
  'processing-error': 'The card could not be charged just now. Nothing was taken from it.',
  'withdrawal-count-limit-exceeded': 'The card is over its limit.',
};

/** @param code ours or Stripe's, for example `insufficient_funds` */
export const declined = (code: string): Declined => {
  const kebabCode = code.replaceAll('_', '-');
  return { kind: 'declined', code: kebabCode, message: MESSAGES[kebabCode] ?? CARD_DECLINED };
};
