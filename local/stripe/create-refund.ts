import { refuseMultiple, refuseWholeNumber } from './amounts.ts';
import { amountRefunded, type Books } from './books.ts';
import { refundBehaviourOf } from './cards.ts';
import type { Effect } from './create-intent.ts';
import type { Form } from './form.ts';
import { newRefund, showRefund } from './refund.ts';
import { errorReply, invalid, json, missing, type Reply } from './reply.ts';

const PARAMETERS = new Set(['amount', 'metadata', 'payment_intent', 'reason']);
const REASONS = new Set(['duplicate', 'fraudulent', 'requested_by_customer']);

const refuseParameters = (form: Form): Reply | null => {
  const unknown = Object.keys(form).find((name) => !PARAMETERS.has(name));
  if (unknown) return invalid(`Received unknown parameter: ${unknown}`, unknown, 'parameter_unknown');
  if (typeof form.payment_intent !== 'string' || form.payment_intent === '')
    return invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  if (form.reason !== undefined && !(typeof form.reason === 'string' && REASONS.has(form.reason)))
    return invalid('Invalid reason.', 'reason');
  return form.amount === undefined ? null : refuseWholeNumber(form.amount);
};

/**
 * `POST /v1/refunds`, split where Stripe splits it: a refusal comes back for parameters that fail validation (not stored
 * under the key), a function for what has begun and is stored, whatever it comes to. Never gives back more than was
 * paid: what is left is looked at in the same moment in which it is taken.
 */
export const createRefund = (
  books: Books,
  form: Form,
  idempotencyKey: string,
  clock: () => number,
): Reply | (() => Effect) => {
  const refusal = refuseParameters(form);
  if (refusal) return refusal;

  return () => {
    const nowMs = clock();
    const paymentIntent = String(form.payment_intent);
    const intent = books.intents.get(paymentIntent);
    if (!intent) return { reply: missing(404, 'payment_intent', paymentIntent, 'payment_intent') };
    if (intent.status !== 'succeeded') {
      const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
      return { reply: invalid(message, 'payment_intent') };
    }
    const left = intent.amount - amountRefunded(books, intent.id, nowMs);
    if (left === 0) {
      const message = `Charge ${intent.id.replace('pi_', 'ch_')} has already been refunded.`;
      const type = 'invalid_request_error';
      return { reply: errorReply(400, { code: 'charge_already_refunded', message, type }) };
    }
    const amount = form.amount === undefined ? left : Number(form.amount);
    if (amount > left) {
      const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`;
      return { reply: invalid(message, 'amount') };
    }
    const notMultiple = refuseMultiple(amount, intent.currency);
    if (notMultiple) return { reply: notMultiple };

    const { currency } = intent;
    const behaviour = refundBehaviourOf(intent.paymentMethod ?? '');
    const refund = newRefund({ paymentIntent, amount, currency, behaviour, idempotencyKey }, form, nowMs);
    return { refund, reply: json(200, showRefund(refund, nowMs)) };
  };
};
