import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { newCharge } from '../../functions/charges/schema.ts';
import { type Event, readBody } from '../../functions/http/call.ts';
import { isProblem, problem } from '../../functions/http/problem.ts';
import { problemToResult, toResult } from '../../functions/http/respond.ts';
import { toStripeAmount } from '../../functions/processor/stripe-amount.ts';
import { declined } from '../../functions/processor/stripe-declines.ts';
import { readEnvironment } from '../../functions/shared/environment.ts';
import { WITHOUT_KEY_PREFIX } from './names.ts';

const { stripeSecretKey = '', stripeApiBase, processorTimeoutMs, tenantClaim } = readEnvironment();
const { hostname: host, port } = new URL(stripeApiBase);

const stripe = new Stripe(stripeSecretKey, {
  host,
  port,
  protocol: 'http',
  // As in the API: what comes twice has been asked for twice.
  maxNetworkRetries: 0,
  timeout: processorTimeoutMs,
});

/**
 * `POST /local/without-key/charges`: the handler that everybody writes first. It parses, pays and answers, and charges as
 * often as it is asked.
 *
 * What is wrong with it: a request that comes again cannot be told from a new one, so that a second tap, or a retry after
 * an answer that was lost, moves the money again. Nothing is written down before the money moves: when its process ends in
 * between, nobody knows that there is a payment. A time-out is thrown like an error, although the money may have moved;
 * the 500 that comes of it invites the client to try again.
 */
export const handler = async (event: Event) => {
  const { requestId, authorizer } = event.requestContext;
  const read = readBody(event, newCharge);
  if (isProblem(read)) return problemToResult(read, requestId);
  const { amount, currency, paymentMethod, orderId, description, metadata } = read.body;
  const id = `${WITHOUT_KEY_PREFIX}${randomUUID()}`;

  try {
    await stripe.paymentIntents.create({
      amount: toStripeAmount(amount, currency) ?? amount,
      currency: currency.toLowerCase(),
      payment_method: paymentMethod,
      confirm: true,
      error_on_requires_action: true,
      allowed_payment_method_types: ['card'],
      metadata: { chargeId: id, tenant: String(authorizer.jwt.claims[tenantClaim]) },
    });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
    const { code, message } = declined(error.decline_code ?? error.code ?? 'card_declined');
    const members = { chargeId: id, failure: { code, message } };
    return problemToResult(problem('card-declined', `${message} No money moved.`, { members }), requestId);
  }

  const now = new Date().toISOString();
  const charge = {
    id,
    object: 'charge',
    status: 'succeeded',
    amount,
    amountRefunded: 0,
    currency,
    paymentMethod,
  };
  const others = { orderId, description, metadata, failure: null, createdAt: now, updatedAt: now };
  const body = JSON.stringify({ ...charge, ...others });
  // No location: nobody keeps it, so that it cannot be looked up.
  return toResult({ status: 201, contentType: 'application/json', location: null, body });
};
