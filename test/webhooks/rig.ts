import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { createStripeLook } from '../../functions/processor/stripe-look.ts';
import { receiveStripeEvent } from '../../functions/webhooks/stripe.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';
import type { StripeEvent } from '../../local/stripe/events.ts';
import { startLocalStripe } from '../../local/stripe/index.ts';
import { PAYMENT, sdkAt } from '../local/stripe/sdk.ts';
import { invoke, type Request } from '../rig/invoke.ts';
import { startService } from '../rig/service.ts';

export const SECRET = 'whsec_test';

/** The production handlers on the real engine, paid by the real SDK at a Stripe of our own, which tells what happened. */
export const startWithStripe = async () => {
  const service = await startService();
  const { clock } = service.world;
  const stripe = await startLocalStripe({ clock });
  const door = await stripe.openDoor();
  const address = { apiKey: 'sk_test_x', apiBase: door.url };
  const processor = createStripeProcessor({ ...address, account: 'acct_1', clock });
  const { telemetry, settings, world } = service;
  const { documentClient } = service.client;
  const dependencies = { documentClient, world, telemetry, settings, processor, tenantClaim: 'sub' };
  const receive = receiveStripeEvent({
    ...dependencies,
    look: createStripeLook(address),
    webhookSecret: async () => SECRET,
  });

  const post = (body: string, signature: string | undefined) =>
    invoke(receive as never, {
      route: 'POST /webhooks/stripe',
      body,
      headers: signature === undefined ? {} : { 'stripe-signature': signature },
    });
  const call = service.instance({ processor });

  return {
    ...service,
    stripe,
    door,
    dependencies,
    call: (request: Request) => call(request),
    post,
    /** As Stripe does: signed now, byte for byte. */
    tell: (event: StripeEvent) => {
      const body = JSON.stringify(event);
      return post(body, signatureOf(body, SECRET, clock()));
    },
    eventsOf: (type: string): StripeEvent[] => stripe.events().filter((event) => event.type === type),
    /** Money that nobody of us asked for moves under the name of a charge; answers the event that tells of it. */
    moveMoneyFor: async (chargeId: string, changes: Record<string, string> = {}): Promise<StripeEvent> => {
      const metadata = { chargeId, downstreamKey: `test-${chargeId}`, tenant: 'acme', ...changes };
      const { id } = await sdkAt(door).paymentIntents.create({ ...PAYMENT, metadata });
      const event = stripe.events().find(({ data }) => (data.object as { id?: string }).id === id);
      if (event === undefined) throw new Error('no money moved');
      return event;
    },
    incidents: () => [...telemetry.incidents],
    close: () => stripe.close(),
  };
};

export type WithStripe = Awaited<ReturnType<typeof startWithStripe>>;
