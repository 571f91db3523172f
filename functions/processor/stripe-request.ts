import type Stripe from 'stripe';
import type { Payment } from './processor.ts';
import { toStripeAmount } from './stripe-amount.ts';

/** Stored with every new charge. Older versions below stay as they are for as long as Stripe remembers a key. */
export const REQUEST_VERSION = 2;

type CreateParams = Stripe.PaymentIntentCreateParams;

/** The request that moves money, and the two that can only take its key away. All three are sent under one key. */
export interface PaymentRequests {
  /** It decides what parameters mean, so it is as much a part of the request as they are. */
  readonly apiVersion: string;
  readonly original: CreateParams;
  /** The same payment, never confirmed and without a payment method, so that a bad one cannot stop the fence. */
  readonly fence: CreateParams;
  /** For an amount or currency that Stripe refuses, and with it the first fence. */
  readonly lastFence: CreateParams;
}

export type BuiltRequests =
  | { readonly kind: 'built'; readonly requests: PaymentRequests }
  | { readonly kind: 'amount-not-supported' }
  | { readonly kind: 'unknown-version' };

/**
 * Ten thousand cents: above the minimum of every settlement currency ($0.50 and its equivalents), below every maximum.
 * The dollar is a presentment currency of every Stripe account. Nobody is ever asked to pay it: the intent is never
 * confirmed and is canceled at once.
 */
const ACCEPTED_EVERYWHERE = { amount: 10_000, currency: 'usd' } as const;

const build = (payment: Payment, metadata: Record<string, string>): PaymentRequests | null => {
  const amount = toStripeAmount(payment.amount, payment.currency);
  if (amount === null) return null;

  const intent = {
    amount,
    currency: payment.currency.toLowerCase(),
    // Cards answer at once. `automatic_payment_methods` would let the dashboard add methods that stay `processing` for
    // days, and a redirect has nowhere to go in an API. (`payment_method_types` is refused since 2026-09-30.)
    allowed_payment_method_types: ['card'],
    // Captured in the same call, so that `succeeded` means that the money moved and not that it is about to.
    capture_method: 'automatic',
    // Stripe refuses an empty one.
    ...(payment.description ? { description: payment.description } : {}),
    metadata,
  } as const satisfies CreateParams;

  return {
    apiVersion: '2026-10-28.endive',
    original: {
      ...intent,
      payment_method: payment.paymentMethod,
      confirm: true,
      error_on_requires_action: true,
    },
    fence: { ...intent, confirm: false },
    lastFence: { ...ACCEPTED_EVERYWHERE, confirm: false, metadata },
  };
};

/** What leads from the payment back to the charge. Events about a payment of version 1 cannot be followed. */
const metadataOf = ({ requestVersion, chargeId, downstreamKey, tenant }: Payment) =>
  new Map<number, Record<string, string>>([
    [1, { chargeId, downstreamKey }],
    [2, { chargeId, downstreamKey, tenant }],
  ]).get(requestVersion);

/**
 * The requests for a stored intent, in the version that was stored with it. The same payment always gives the same
 * bytes, because Stripe refuses a key whose parameters changed; a golden test holds every version to that.
 */
export const buildRequests = (payment: Payment): BuiltRequests => {
  const metadata = metadataOf(payment);
  if (metadata === undefined) return { kind: 'unknown-version' };
  const requests = build(payment, metadata);
  return requests === null ? { kind: 'amount-not-supported' } : { kind: 'built', requests };
};
