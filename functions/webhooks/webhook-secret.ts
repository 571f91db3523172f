import type { Environment } from '../shared/environment.ts';

/** A rotated secret is picked up within this time, without a deploy. */
const SECRET_MAX_AGE_S = 300;

/** Reads the signing secret when it is first needed, and keeps it for five minutes. */
export const webhookSecretOf = (environment: Environment) => async (): Promise<string> => {
  if (environment.stripeWebhookSecret !== undefined) return environment.stripeWebhookSecret;
  const { getSecret } = await import('@aws-lambda-powertools/parameters/secrets');
  const secret = await getSecret(environment.stripeWebhookSecretId, { maxAge: SECRET_MAX_AGE_S });
  if (typeof secret !== 'string' || secret === '')
    throw new Error(
      'The webhook secret is empty. Put the signing secret into it: see the output StripeWebhookSecretCommand.',
    );
  return secret;
};
