import { receiveStripeEvent } from '../../functions/webhooks/stripe.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';
import { invoke } from '../rig/invoke.ts';
import type { Service } from '../rig/service.ts';
import type { Situation } from './bringing-about.ts';

const SECRET = 'whsec_test';
const EVENT = JSON.stringify({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: {} });

/** Nobody looks at Stripe: the event is about nothing of ours. */
const receiver = (
  { client, world, telemetry, settings, processor }: Service,
  secret: () => Promise<string>,
) =>
  receiveStripeEvent({
    documentClient: client.documentClient,
    world,
    telemetry,
    settings,
    processor,
    tenantClaim: 'sub',
    look: undefined as never,
    webhookSecret: secret,
  });

const told =
  (secret: () => Promise<string>): Situation =>
  async (service) =>
    invoke(receiver(service, secret) as never, {
      route: 'POST /webhooks/stripe',
      body: EVENT,
      headers: { 'stripe-signature': signatureOf(EVENT, SECRET, service.world.clock()) },
    });

const throwing = (error: Error) => () => Promise.reject(error);

/** As in `situations.ts`, for what Stripe calls. */
export const WEBHOOK_SITUATIONS: Readonly<Record<string, Readonly<Record<string, Situation>>>> = {
  'POST /webhooks/stripe': {
    received: told(async () => SECRET),
    'signature-invalid': told(async () => 'whsec_other'),
    'internal-error': told(throwing(new Error('surprise'))),
    unavailable: told(throwing(Object.assign(new Error('silent'), { name: 'TimeoutError' }))),
  },
};
