import type { Environment } from '../shared/environment.ts';
import type { PaymentProcessor } from './processor.ts';
import { createStripeProcessor } from './stripe.ts';

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

/** @throws Error when the deployment names a processor that is not there */
export const chooseProcessor = (environment: Environment): PaymentProcessor => {
  if (environment.processor !== 'stripe')
    throw new Error(`There is no processor "${environment.processor}". Deploy with the processor "stripe".`);
  return createStripeProcessor({
    apiKey: apiKey(environment),
    apiBase: environment.stripeApiBase,
    account: environment.processorAccount,
  });
};
