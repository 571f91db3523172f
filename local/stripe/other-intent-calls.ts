import { amountRefunded, type Books } from './books.ts';
import type { Effect } from './create-intent.ts';
import type { Form } from './form.ts';
import { type Intent, showCharge, showIntent } from './intent.ts';
import { listPage } from './listing.ts';
import { errorReply, json, missing, type Reply } from './reply.ts';

type Intents = ReadonlyMap<string, Intent>;

/** `GET /v1/payment_intents/:id`, with its charge in place of its id for `expand[]=latest_charge`. */
export const retrieveIntent = (books: Books, id: string, { expand }: Form, nowMs: number): Reply => {
  const intent = books.intents.get(id);
  if (!intent) return missing(404, 'payment_intent', id, 'intent');
  const isExpanded = typeof expand === 'object' && Object.values(expand).includes('latest_charge');
  return json(200, {
    ...showIntent(intent),
    ...(isExpanded && { latest_charge: showCharge(intent, amountRefunded(books, id, nowMs)) }),
  });
};

/** `POST /v1/payment_intents/:id/cancel`: anything but an intent that is at its end. */
export const cancelIntent = (intents: Intents, id: string, nowS: number): Effect => {
  const intent = intents.get(id);
  if (!intent) return { reply: missing(404, 'payment_intent', id, 'intent') };
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`;
    return {
      reply: errorReply(400, {
        code: 'payment_intent_unexpected_state',
        message,
        payment_intent: showIntent(intent),
        type: 'invalid_request_error',
      }),
    };
  }
  const after: Intent = { ...intent, status: 'canceled', canceledAtS: nowS };
  return { intent: after, reply: json(200, showIntent(after)) };
};

/** `GET /v1/payment_intents`: newest first, a page at a time. */
export const listIntents = (intents: Intents, query: Form): Reply =>
  listPage([...intents.values()], query, {
    url: '/v1/payment_intents',
    what: 'payment_intent',
    show: showIntent,
  });
