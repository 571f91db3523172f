import Stripe from 'stripe';
import type { Door } from '../../../local/stripe/index.ts';

/** The official SDK as it comes, but for retries: a test counts its own requests. */
export const sdkAt = ({ url }: Pick<Door, 'url'>, apiKey = 'sk_test_local'): Stripe => {
  const { hostname, port } = new URL(url);
  return new Stripe(apiKey, {
    apiVersion: '2026-10-28.endive',
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
};

export const PAYMENT = {
  amount: 2_000,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  allowed_payment_method_types: ['card'],
  confirm: true,
  error_on_requires_action: true,
  metadata: { chargeId: 'ch_1' },
} as const satisfies Stripe.PaymentIntentCreateParams;

/** What the SDK threw; fails when it threw nothing. */
export const errorOf = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
};
