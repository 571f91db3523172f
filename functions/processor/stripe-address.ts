import type { Environment } from '../shared/environment.ts';
import type { StripeAddress } from './stripe-client.ts';

/** A rotated key is picked up within this time, without a deploy. */
const SECRET_MAX_AGE_S = 300;

const apiKey = (environment: Environment) => async (): Promise<string> => {
  if (environment.stripeSecretKey !== undefined) return environment.stripeSecretKey;
  const { getSecret } = await import('@aws-lambda-powertools/parameters/secrets');
  const key = await getSecret(environment.stripeSecretId, { maxAge: SECRET_MAX_AGE_S });
  if (typeof key !== 'string' || key === '')
    throw new Error(
      'The Stripe secret is empty. Put the secret key into it: see the output StripeSecretCommand.',
    );
  return key;
};

/** Where this deployment's Stripe is, and the key to it, which is read when it is first needed. */
export const stripeAddressOf = (environment: Environment): StripeAddress => ({
  apiKey: apiKey(environment),
  apiBase: environment.stripeApiBase,
});
