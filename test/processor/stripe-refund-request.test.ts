import { describe, expect, it } from '@jest/globals';
import type { Refund } from '../../functions/processor/processor.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, refund } from './payments.ts';
import { refundOf, startScriptedStripe } from './scripted-stripe.ts';

const sentFor = async (changes: Partial<Refund> = {}) => {
  const stripe = await startScriptedStripe(refundOf('succeeded'));
  const processor = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
  const outcome = await processor.refund(refund(changes), CLAIMED_AT_MS, 2_000);
  await stripe.close();
  return { outcome, received: stripe.received };
};

/** Do not edit: Stripe refuses a key whose parameters changed. A change needs a new version and a golden of its own. */
const VERSION_1 =
  'payment_intent=pi_1&amount=500&metadata[refundId]=re_1&metadata[chargeId]=ch_1' +
  '&metadata[downstreamKey]=test-deployment%2Fre_1&metadata[tenant]=acme';

describe('version 1 of the request for a refund', () => {
  it('is the same, byte for byte, on the wire', async () => {
    const { received } = await sentFor();
    expect(received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/v1/refunds', VERSION_1],
    ]);
  });

  it('goes out under the downstream key, in its own version of the API, with no telemetry', async () => {
    const [request] = (await sentFor()).received;
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer sk_test_x',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'test-deployment/re_1',
      'stripe-version': '2026-10-28.endive',
    });
    expect(request?.headers).not.toHaveProperty('x-stripe-client-telemetry');
  });

  it('has the amount in the units of Stripe', async () => {
    const [request] = (await sentFor({ amount: 5, currency: 'ISK' })).received;
    expect(request?.body).toContain('&amount=500&');
  });
});

describe('a request for a refund of an unknown version', () => {
  it('is never sent, and its outcome is unknown', async () => {
    const { outcome, received } = await sentFor({ requestVersion: 2 });
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(received).toEqual([]);
  });
});
