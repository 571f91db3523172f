/** Stripe's test payment methods, https://docs.stripe.com/testing?testing-method=payment-methods: those that pay. */
const PAYING = new Set(
  'visa visa_debit mastercard mastercard_debit mastercard_prepaid amex discover diners jcb unionpay'.split(
    ' ',
  ),
);

/** Those that do not, with the code that Stripe's answer comes to. */
const DECLINING: ReadonlyMap<string, string> = new Map([
  ['authenticationRequired', 'authentication-required'],
  ['chargeDeclined', 'generic-decline'],
  ['chargeDeclinedInsufficientFunds', 'insufficient-funds'],
  ['chargeDeclinedLostCard', 'lost-card'],
  ['chargeDeclinedStolenCard', 'stolen-card'],
  ['chargeDeclinedVelocityLimitExceeded', 'card-velocity-exceeded'],
  ['chargeDeclinedExpiredCard', 'expired-card'],
  ['chargeDeclinedIncorrectCvc', 'incorrect-cvc'],
  ['chargeDeclinedProcessingError', 'processing-error'],
  ['radarBlock', 'fraudulent'],
]);

/**
 * Why a payment method is declined, or `null` when it pays. A token that is none of Stripe's test payment methods does
 * not exist here, a real one included: nothing but a test may look as if it had paid.
 *
 * @example declineCodeOf('pm_card_visa') // null
 */
export const declineCodeOf = (paymentMethod: string): string | null => {
  const [, name = ''] = /^pm_card_(.*)$/.exec(paymentMethod) ?? [];
  if (PAYING.has(name)) return null;
  return DECLINING.get(name.replace(/^visa_/, '')) ?? 'payment-method-invalid';
};
