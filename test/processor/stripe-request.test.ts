import { describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';
import { intent, KEY_TAKEN, refusal, type Step, startScriptedStripe } from './scripted-stripe.ts';

const INVALID = refusal(400, { type: 'invalid_request_error', code: 'amount_too_small', param: 'amount' });

const cancelThrough = async (requestVersion: number, ...steps: Step[]) => {
  const stripe = await startScriptedStripe(...steps);
  try {
    const processor = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
    await processor.cancel(payment({ requestVersion }), CLAIMED_AT_MS, 2_000);
    return stripe.received;
  } finally {
    await stripe.close();
  }
};

/** Do not edit: Stripe refuses a key whose parameters changed. A change needs a new version and a golden of its own. */
const VERSION_1 = {
  original:
    'amount=2000&currency=usd&allowed_payment_method_types[0]=card&capture_method=automatic&description=Order%2017' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1' +
    '&payment_method=pm_card_visa&confirm=true&error_on_requires_action=true',
  fence:
    'amount=2000&currency=usd&allowed_payment_method_types[0]=card&capture_method=automatic&description=Order%2017' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1&confirm=false',
  lastFence:
    'amount=10000&currency=usd&confirm=false' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1',
};

describe('version 1 of the request', () => {
  it('is the same, byte for byte, on the wire', async () => {
    const received = await cancelThrough(1, KEY_TAKEN, KEY_TAKEN, KEY_TAKEN);
    expect(received.map(({ body }) => body)).toEqual([
      VERSION_1.fence,
      VERSION_1.original,
      VERSION_1.lastFence,
    ]);
  });

  it('goes out under the downstream key, in its own version of the API, with no telemetry', async () => {
    const [request] = await cancelThrough(1, intent('requires_payment_method'), intent('canceled'));
    expect(request).toMatchObject({ method: 'POST', path: '/v1/payment_intents' });
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer sk_test_x',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'test-deployment/ch_1',
      'stripe-version': '2026-10-28.endive',
    });
    expect(request?.headers).not.toHaveProperty('x-stripe-client-telemetry');
  });

  it('fences a refused amount with one that every account accepts', async () => {
    const received = await cancelThrough(1, INVALID, intent('requires_payment_method'), intent('canceled'));
    expect(received.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/payment_intents', VERSION_1.fence],
      ['/v1/payment_intents', VERSION_1.lastFence],
      ['/v1/payment_intents/pi_1/cancel', ''],
    ]);
  });
});

/** Do not edit, as above. */
const VERSION_2 = {
  original:
    'amount=2000&currency=usd&allowed_payment_method_types[0]=card&capture_method=automatic&description=Order%2017' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1&metadata[tenant]=acme' +
    '&payment_method=pm_card_visa&confirm=true&error_on_requires_action=true',
  fence:
    'amount=2000&currency=usd&allowed_payment_method_types[0]=card&capture_method=automatic&description=Order%2017' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1&metadata[tenant]=acme&confirm=false',
  lastFence:
    'amount=10000&currency=usd&confirm=false' +
    '&metadata[chargeId]=ch_1&metadata[downstreamKey]=test-deployment%2Fch_1&metadata[tenant]=acme',
};

describe('version 2 of the request', () => {
  it('says whose the charge is, and is otherwise the same', async () => {
    const received = await cancelThrough(2, KEY_TAKEN, KEY_TAKEN, KEY_TAKEN);
    expect(received.map(({ body }) => body)).toEqual([
      VERSION_2.fence,
      VERSION_2.original,
      VERSION_2.lastFence,
    ]);
  });
});

describe('a request of an unknown version', () => {
  it('is never sent, and its outcome is unknown', async () => {
    const stripe = await startScriptedStripe();
    const processor = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
    const fromTheFuture = payment({ requestVersion: 3 });
    expect(await processor.charge(fromTheFuture, 1_000)).toMatchObject({ kind: 'unknown' });
    expect(await processor.cancel(fromTheFuture, CLAIMED_AT_MS, 1_000)).toMatchObject({ kind: 'unknown' });
    expect(stripe.received).toEqual([]);
    await stripe.close();
  });
});
