import { createDocumentClient } from '../shared/dynamodb.ts';
import type { Environment } from '../shared/environment.ts';
import type { PaymentProcessor } from './processor.ts';
import { createSimulatedProcessor } from './simulated.ts';
import { createStripeProcessor } from './stripe.ts';
import { stripeAddressOf } from './stripe-address.ts';

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
      ...stripeAddressOf(environment),
      account: environment.processorAccount,
    });
  if (process.env.PROCESSOR === 'simulated')
    return createSimulatedProcessor({
      documentClient: createDocumentClient({ maxAttempts: 1 }),
      tableName: environment.simulatedLedgerTable,
    });
  throw new Error(`There is no processor "${process.env.PROCESSOR}". Deploy with "stripe" or "simulated".`);
};
