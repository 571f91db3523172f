import type { Environment } from '../shared/environment.ts';
import { secretReader } from './secret.ts';
import type { StripeAddress } from './stripe-client.ts';

/** Where this deployment's Stripe is, and the key to it, which is read when it is first needed. */
export const stripeAddressOf = (environment: Environment): StripeAddress => ({
  apiKey: secretReader({
    local: environment.stripeSecretKey,
    secretId: () => environment.stripeSecretId,
    ifEmpty: 'The Stripe secret is empty. Put the secret key into it: see the output StripeSecretCommand.',
  }),
  apiBase: environment.stripeApiBase,
});
