import type { RefundBehaviour } from './refund.ts';

/** What a test card does when it is charged. */
export type CardBehaviour =
  | { readonly kind: 'pays' }
  | { readonly kind: 'wants-authentication' }
  | {
      readonly kind: 'declines';
      readonly code: string;
      readonly declineCode: string;
      readonly message: string;
    };

const declines = (code: string, declineCode: string, message = 'Your card was declined.'): CardBehaviour => ({
  kind: 'declines',
  code,
  declineCode,
  message,
});

/** Stripe's test payment methods, https://docs.stripe.com/testing?testing-method=payment-methods. */
const DECLINING: Readonly<Record<string, CardBehaviour>> = {
  chargeDeclined: declines('card_declined', 'generic_decline'),
  chargeDeclinedInsufficientFunds: declines(
    'card_declined',
    'insufficient_funds',
    'Your card has insufficient funds.',
  ),
  chargeDeclinedLostCard: declines('card_declined', 'lost_card'),
  chargeDeclinedStolenCard: declines('card_declined', 'stolen_card'),
  chargeDeclinedVelocityLimitExceeded: declines('card_declined', 'card_velocity_exceeded'),
  chargeDeclinedExpiredCard: declines('expired_card', 'expired_card', 'Your card has expired.'),
  chargeDeclinedIncorrectCvc: declines(
    'incorrect_cvc',
    'incorrect_cvc',
    "Your card's security code is incorrect.",
  ),
  chargeDeclinedProcessingError: declines(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  radarBlock: declines('card_declined', 'fraudulent'),
};

/** Those that pay, and what their refunds do, https://docs.stripe.com/testing#refunds. */
const REFUNDS_LATER: ReadonlyMap<string, RefundBehaviour> = new Map([
  ['pendingRefund', 'succeeds-later'],
  ['refundFail', 'fails-later'],
]);

const PAYING = new Set([
  ...`visa visa_debit mastercard mastercard_debit mastercard_prepaid amex discover diners jcb unionpay`.split(
    ' ',
  ),
  ...REFUNDS_LATER.keys(),
]);

/** `null` when there is no such payment method. `pm_card_visa_chargeDeclined` and `pm_card_chargeDeclined` are one. */
export const findCard = (paymentMethod: string): CardBehaviour | null => {
  if (!paymentMethod.startsWith('pm_card_')) return null;
  const name = paymentMethod.slice('pm_card_'.length);
  if (PAYING.has(name)) return { kind: 'pays' };
  const behaviour = name.replace(/^visa_/, '');
  if (behaviour === 'authenticationRequired') return { kind: 'wants-authentication' };
  return Object.hasOwn(DECLINING, behaviour) ? (DECLINING[behaviour] ?? null) : null;
};

export const refundBehaviourOf = (paymentMethod: string): RefundBehaviour =>
  REFUNDS_LATER.get(paymentMethod.replace('pm_card_', '')) ?? 'succeeds';
