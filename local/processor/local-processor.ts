import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LocalSettings } from '../settings.ts';
import {
  type LedgerEntry,
  type LocalStripe,
  type LocalStripeOptions,
  startLocalStripe,
} from '../stripe/index.ts';
import { environmentOf } from '../template/environment-of.ts';
import type { Template } from '../template/model.ts';
import { readChargeIds, readSimulatedBooks } from './simulated-ledger.ts';

/** Who moves the money in a local run. */
export interface LocalProcessor {
  /** For the line that says what is running. */
  readonly description: string;
  /** Where faults are made. @default - none can be, see `withoutFaults` */
  readonly stripe: LocalStripe | undefined;
  /** Its books, one tenant's or everybody's. @default - they are elsewhere */
  readonly ledger: ((tenant?: string) => Promise<readonly LedgerEntry[]>) | undefined;
  /** Why no fault can be made at it, and what to do about that. @default - every fault can */
  readonly withoutFaults: string | undefined;
}

const REAL_STRIPE: LocalProcessor = {
  description: 'Stripe, test mode',
  stripe: undefined,
  ledger: undefined,
  withoutFaults:
    'The processor is the real Stripe: only drop-response can be armed. Start without STRIPE_SECRET_KEY for the others.',
};

export const startProcessor = async (
  template: Template,
  { stripeTestKey, dataDirectory }: LocalSettings,
  client: DynamoDBClient,
  onPayment: NonNullable<LocalStripeOptions['onPayment']>,
): Promise<LocalProcessor> => {
  // What the template says decides: which processor is bundled is settled by the time that anything runs.
  const simulatedTable = environmentOf(template, 'SIMULATED_LEDGER_TABLE');
  const chargesTable = environmentOf(template, 'CHARGES_TABLE');
  if (simulatedTable !== undefined) {
    return {
      description: 'simulated',
      stripe: undefined,
      ledger: async (tenant) => {
        const { payments } = await readSimulatedBooks(client, simulatedTable);
        if (tenant === undefined || chargesTable === undefined) return payments;
        const own = await readChargeIds(client, chargesTable, tenant);
        return payments.filter(({ chargeId }) => own.has(chargeId));
      },
      withoutFaults:
        'The processor is simulated, within the function and one write long: only drop-response can be armed. Crashes and ' +
        'outages are made at the socket to the local Stripe: start without `--processor simulated` for them.',
    };
  }
  if (stripeTestKey !== undefined) return REAL_STRIPE;
  const stripe = await startLocalStripe({
    onPayment,
    ...(dataDirectory && { journalPath: join(dataDirectory, 'stripe.jsonl') }),
  });
  return {
    description: 'local Stripe',
    stripe,
    ledger: async (tenant) => stripe.ledger(tenant),
    withoutFaults: undefined,
  };
};
