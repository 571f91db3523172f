import { refuseAmount } from './amounts.ts';
import { type CardBehaviour, findCard } from './cards.ts';
import type { Form } from './form.ts';
import { type Intent, newIntentId, type PaymentError, showIntent } from './intent.ts';
import type { Refund } from './refund.ts';
import { errorReply, invalid, json, missing, type Reply } from './reply.ts';

/** What an endpoint does once it has begun: the answer, and what is to be kept. */
export interface Effect {
  readonly reply: Reply;
  readonly intent?: Intent;
  readonly refund?: Refund;
}

const PARAMETERS = new Set(
  `allowed_payment_method_types amount automatic_payment_methods capture_method confirm currency description
  error_on_requires_action metadata payment_method`.split(/\s+/),
);

const refuseParameters = (form: Form): Reply | null => {
  if ('payment_method_types' in form) {
    return invalid(
      'payment_method_types is no longer supported.',
      'payment_method_types',
      'payment_method_types_no_longer_supported',
    );
  }
  const unknown = Object.keys(form).find((name) => !PARAMETERS.has(name));
  if (unknown) return invalid(`Received unknown parameter: ${unknown}`, unknown, 'parameter_unknown');
  if (form.description === '')
    return invalid('You passed an empty string.', 'description', 'parameter_invalid_empty');
  if (form.allowed_payment_method_types && form.automatic_payment_methods) {
    return invalid(
      'These parameters exclude each other.',
      'allowed_payment_method_types',
      'parameters_exclusive',
    );
  }
  if (form.confirm === 'true') {
    return form.payment_method === undefined ? invalid('Missing a payment method.', 'payment_method') : null;
  }
  return form.error_on_requires_action === undefined
    ? null
    : invalid('Can only be used with confirm=true.', 'error_on_requires_action');
};

const AUTHENTICATION_REQUIRED: PaymentError = {
  type: 'card_error',
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};

const failed = (intent: Intent, error: PaymentError): Effect => {
  const after: Intent = { ...intent, status: 'requires_payment_method', lastPaymentError: error };
  return { intent: after, reply: errorReply(402, { ...error, payment_intent: showIntent(after) }) };
};

const confirmed = (intent: Intent, card: CardBehaviour, errorOnRequiresAction: boolean): Effect => {
  if (card.kind === 'declines') {
    const { code, declineCode, message } = card;
    return failed(intent, { type: 'card_error', code, decline_code: declineCode, message });
  }
  if (card.kind === 'wants-authentication' && errorOnRequiresAction)
    return failed(intent, AUTHENTICATION_REQUIRED);
  const after: Intent = { ...intent, status: card.kind === 'pays' ? 'succeeded' : 'requires_action' };
  return { intent: after, reply: json(200, showIntent(after)) };
};

/**
 * `POST /v1/payment_intents`, split where Stripe splits it: a refusal comes back for parameters that fail validation
 * (not stored under the key), a function for what has begun and is stored, whatever it comes to.
 */
export const createIntent = (form: Form, idempotencyKey: string, nowS: number): Reply | (() => Effect) => {
  const refusal = refuseParameters(form) ?? refuseAmount(form.amount, form.currency);
  if (refusal) return refusal;

  return () => {
    const paymentMethod = typeof form.payment_method === 'string' ? form.payment_method : null;
    const card = paymentMethod === null ? null : findCard(paymentMethod);
    if (paymentMethod !== null && card === null) {
      return { reply: missing(400, 'PaymentMethod', paymentMethod, 'payment_method') };
    }
    const intent: Intent = {
      id: newIntentId(),
      amount: Number(form.amount),
      currency: String(form.currency),
      created: nowS,
      description: typeof form.description === 'string' ? form.description : null,
      metadata: { ...(form.metadata as Record<string, string> | undefined) },
      paymentMethod,
      captureMethod: typeof form.capture_method === 'string' ? form.capture_method : 'automatic_async',
      idempotencyKey,
      status: card === null ? 'requires_payment_method' : 'requires_confirmation',
      lastPaymentError: null,
      canceledAtS: null,
    };
    return card !== null && form.confirm === 'true'
      ? confirmed(intent, card, form.error_on_requires_action === 'true')
      : { intent, reply: json(200, showIntent(intent)) };
  };
};
