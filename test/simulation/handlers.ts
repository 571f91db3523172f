import type { ChargeDependencies } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import type { StripeLook } from '../../functions/processor/stripe-look.ts';
import type { Mailer } from '../../functions/receipts/mailer.ts';
import type { sendReceipts } from '../../functions/receipts/send.ts';
import type { DeadLetters } from '../../functions/receipts/set-aside.ts';
import type { recover } from '../../functions/recovery/recover.ts';
import type { receiveStripeEvent } from '../../functions/webhooks/stripe.ts';
import type { Asked } from '../../operator/redact/redact-all.ts';

export const ROUTES = [
  'POST /charges',
  'GET /charges/{id}',
  'POST /charges/{id}/refunds',
  'POST /orders',
  'PUT /orders/{id}',
  'DELETE /orders/{id}',
] as const;
export type Route = (typeof ROUTES)[number];

/** With what every event is signed. */
export const WEBHOOK_SECRET = 'whsec_simulation';

/** What a function instance has around it. */
export interface Dependencies extends ChargeDependencies {
  readonly mailer: Mailer;
  readonly deadLetters: DeadLetters;
  readonly settings: ChargeDependencies['settings'] & { readonly idempotencyTable: string };
  readonly look: StripeLook;
}

/**
 * What is put into the simulated world, given what one function instance has around it: `documentClient.send` goes
 * over the instance's own line to DynamoDB, `processor` over that to the processor, `world` is its clock and chance.
 *
 * The processor's books know a payment by its `chargeId`: let it be `idFor(CHARGES_CREATE, tenant, key)`, also where
 * nothing else is derived from it, or nobody can tell which key moved the money.
 */
export type HandlersUnderTest = (instance: Dependencies) => {
  /** Made for each call. A route that is missing is not to be called: see `WorldOptions.routes`. */
  readonly routes: Readonly<Partial<Record<Route, () => RouteHandler>>>;
  /** Runs every minute, and at other times. @default - there is none */
  readonly recovery?: () => ReturnType<typeof recover>;
  /** Gets what the stream of the charges tells. @default - nobody does */
  readonly receipts?: () => ReturnType<typeof sendReceipts>;
  /** What the operator runs. @returns whether nothing was left alone @default - nobody redacts */
  readonly redact?: (asked: Asked, write: (line: string) => void) => Promise<boolean>;
  /** Hears what the processor tells. @default - nobody does */
  readonly webhook?: () => ReturnType<typeof receiveStripeEvent>;
};
