import type { Books } from './books.ts';
import type { Form } from './form.ts';
import { listPage } from './listing.ts';
import { showRefund } from './refund.ts';
import { json, missing, type Reply } from './reply.ts';

/** `GET /v1/refunds/:id` */
export const retrieveRefund = ({ refunds }: Books, id: string, nowMs: number): Reply => {
  const refund = refunds.get(id);
  return refund ? json(200, showRefund(refund, nowMs)) : missing(404, 'refund', id, 'id');
};

/** `GET /v1/refunds`: newest first, a page at a time, of one payment if it is asked for. */
export const listRefunds = ({ refunds, intents }: Books, query: Form, nowMs: number): Reply => {
  const { payment_intent: intentId } = query;
  if (typeof intentId === 'string' && !intents.has(intentId))
    return missing(404, 'payment_intent', intentId, 'payment_intent');
  const listed = [...refunds.values()].filter(
    ({ paymentIntent }) => intentId === undefined || paymentIntent === intentId,
  );
  const show = (refund: (typeof listed)[number]) => showRefund(refund, nowMs);
  return listPage(listed, query, { url: '/v1/refunds', what: 'refund', show });
};
