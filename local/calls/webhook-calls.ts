import type { IncomingMessage } from 'node:http';
import { type Answer, gatewayAnswer, json } from '../gateway/answer.ts';
import { readBody } from '../gateway/body.ts';
import type { Endpoint } from '../stripe/deliver.ts';
import type { LocalStripe } from '../stripe/index.ts';

const NONE = gatewayAnswer(
  404,
  'Only the local Stripe sends events on demand. With a test key of the real one: `stripe listen --forward-to localhost:3000/webhooks/stripe`, and its secret in STRIPE_WEBHOOK_SECRET.',
);

const readIds = (body: string): string[] | undefined => {
  try {
    const { events } = JSON.parse(body) as { events?: unknown };
    return Array.isArray(events) && events.every((id) => typeof id === 'string') ? events : undefined;
  } catch {
    // Whatever it is, it names no events.
    return undefined;
  }
};

/** What the local Stripe has to tell, and telling it: late, twice and in any order. */
export const webhookCalls = (stripe: LocalStripe | undefined, endpoint: Endpoint) => ({
  list: (): Answer => {
    if (stripe === undefined) return NONE;
    return json(
      stripe.events().map(({ id, type, created, data }) => ({
        id,
        type,
        createdAt: new Date(created * 1000).toISOString(),
        about: (data.object as { id?: string }).id,
      })),
    );
  },
  deliver: async (request: IncomingMessage): Promise<Answer> => {
    if (stripe === undefined) return NONE;
    const ids = readIds(String(await readBody(request)));
    if (ids === undefined)
      return gatewayAnswer(
        400,
        'The body is {"events": ["evt_…"]}: ids of GET /local/webhooks, in the order in which to deliver them, as often as each is to come.',
      );
    return json(await stripe.deliver(ids, endpoint));
  },
});
