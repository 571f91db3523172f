import type { Effect } from './create-intent.ts';
import type { Form } from './form.ts';
import { type Intent, showIntent } from './intent.ts';
import { errorReply, invalid, json, missing, type Reply } from './reply.ts';

type Intents = ReadonlyMap<string, Intent>;

/** `GET /v1/payment_intents/:id` */
export const retrieveIntent = (intents: Intents, id: string): Reply => {
  const intent = intents.get(id);
  return intent ? json(200, showIntent(intent)) : missing(404, 'payment_intent', id, 'intent');
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

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

const isCreatedWithin = (created: number, range: Form[string] | undefined): boolean => {
  if (range === undefined) return true;
  if (typeof range === 'string') return created === Number(range);
  return (
    (range.gte === undefined || created >= Number(range.gte)) &&
    (range.gt === undefined || created > Number(range.gt)) &&
    (range.lte === undefined || created <= Number(range.lte)) &&
    (range.lt === undefined || created < Number(range.lt))
  );
};

/** `GET /v1/payment_intents`: newest first, a page at a time. */
export const listIntents = (intents: Intents, query: Form): Reply => {
  const limit = query.limit === undefined ? LIMIT_DEFAULT : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMIT_MAX) return invalid('Invalid limit.', 'limit');

  const newestFirst = [...intents.values()].reverse();
  let start = 0;
  if (typeof query.starting_after === 'string') {
    const after = query.starting_after;
    start = newestFirst.findIndex(({ id }) => id === after) + 1;
    if (start === 0) return missing(400, 'payment_intent', after, 'starting_after');
  }
  const matching = newestFirst.slice(start).filter(({ created }) => isCreatedWithin(created, query.created));
  return json(200, {
    object: 'list',
    data: matching.slice(0, limit).map(showIntent),
    has_more: matching.length > limit,
    url: '/v1/payment_intents',
  });
};
