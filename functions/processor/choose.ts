import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDocumentClient } from '../shared/dynamodb.ts';
import type { Environment } from '../shared/environment.ts';
import type { PaymentProcessor } from './processor.ts';
import { createSimulatedProcessor } from './simulated.ts';
import { createStripeProcessor } from './stripe.ts';

/** A rotated key is picked up within this time, without a deploy. */
const SECRET_MAX_AGE_S = 300;

/** Another party, as Stripe is: what it does with its ledger is no part of our own traces. */
const UNTRACED = { instrument: (client: DynamoDBClient) => client };

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

/**
 * The processor of this deployment. `process.env.PROCESSOR` must stand here in these very words: it is replaced when a
 * bundle is built (`infra/bundling.ts`), which leaves the other processor's code out. So no variable of a function's
 * configuration turns a processor that moves money into one that only says so.
 *
 * @throws Error when it names a processor that is not there
 */
export const chooseProcessor = (environment: Environment): PaymentProcessor => {
  if (process.env.PROCESSOR === 'stripe')
    return createStripeProcessor({
      apiKey: apiKey(environment),
      apiBase: environment.stripeApiBase,
      account: environment.processorAccount,
    });
  if (process.env.PROCESSOR === 'simulated')
    return createSimulatedProcessor({
      documentClient: createDocumentClient({ maxAttempts: 1, ...UNTRACED }),
      tableName: environment.simulatedLedgerTable,
    });
  throw new Error(`There is no processor "${process.env.PROCESSOR}". Deploy with "stripe" or "simulated".`);
};
