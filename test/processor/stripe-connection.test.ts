import { describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, payment } from './payments.ts';
import { intent, startScriptedStripe } from './scripted-stripe.ts';

const processorAt = (apiBase: string, apiKey: string | (() => Promise<string>) = 'sk_test_x') =>
  createStripeProcessor({ apiKey, apiBase, account: 'acct_1', clock: () => CLAIMED_AT_MS });

/** A port that was open a moment ago, so that nothing else listens on it. */
const refusingUrl = async (): Promise<string> => {
  const stripe = await startScriptedStripe();
  await stripe.close();
  return stripe.url;
};

describe('a connection that is never made', () => {
  it('has started nothing when it is refused', async () => {
    expect(await processorAt(await refusingUrl()).charge(payment(), 2_000)).toEqual({
      kind: 'not-started',
      reason: 'no connection to Stripe',
    });
  });

  it('has started nothing when the name is not found', async () => {
    const outcome = await processorAt('https://stripe.payonce.invalid').charge(payment(), 2_000);
    expect(outcome).toMatchObject({ kind: 'not-started' });
  });

  it('leaves a fence unknown: an earlier attempt may have arrived', async () => {
    const outcome = await processorAt(await refusingUrl()).cancel(payment(), CLAIMED_AT_MS, 2_000);
    expect(outcome).toMatchObject({ kind: 'unknown' });
  });
});

describe('a connection that is closed on a request', () => {
  it('is not tried again behind our back, where a refused second try would look like nothing sent', async () => {
    const stripe = await startScriptedStripe('close', intent('succeeded'));
    expect(await processorAt(stripe.url).charge(payment(), 2_000)).toMatchObject({ kind: 'unknown' });
    expect(stripe.received).toHaveLength(1);
    await stripe.close();
  });

  it('is unknown on a kept connection too', async () => {
    const stripe = await startScriptedStripe(intent('succeeded'), 'close');
    const processor = processorAt(stripe.url);
    await processor.charge(payment(), 2_000);
    expect(await processor.charge(payment(), 2_000)).toMatchObject({ kind: 'unknown' });
    expect(stripe.connections()).toBe(1);
    await stripe.close();
  });
});

describe('a processor', () => {
  it('keeps its connection from one call to the next', async () => {
    const stripe = await startScriptedStripe(intent('succeeded'), intent('succeeded'), intent('succeeded'));
    const processor = processorAt(stripe.url);
    for (let calls = 0; calls < 3; calls += 1) await processor.charge(payment(), 2_000);
    expect(stripe.connections()).toBe(1);
    await stripe.close();
  });

  it('sends nothing without an API key', async () => {
    const stripe = await startScriptedStripe(intent('succeeded'));
    for (const apiKey of ['', async () => '', () => Promise.reject(new Error('arn:aws:secret'))]) {
      const processor = processorAt(stripe.url, apiKey);
      expect(await processor.charge(payment(), 2_000)).toMatchObject({ kind: 'not-started' });
    }
    expect(stripe.received).toEqual([]);
    await stripe.close();
  });

  it('does not wait for an API key beyond its budget', async () => {
    const processor = processorAt(await refusingUrl(), () => new Promise<string>(() => {}));
    expect(await processor.charge(payment(), 50)).toMatchObject({ kind: 'not-started' });
  });

  it('takes a rotated API key for the next call', async () => {
    const stripe = await startScriptedStripe(intent('succeeded'), intent('succeeded'));
    let key = 'sk_test_old';
    const processor = processorAt(stripe.url, async () => key);
    await processor.charge(payment(), 2_000);
    key = 'sk_test_new';
    await processor.charge(payment(), 2_000);
    expect(stripe.received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer sk_test_old',
      'Bearer sk_test_new',
    ]);
    await stripe.close();
  });

  it('survives an API key that cannot be sent', async () => {
    const stripe = await startScriptedStripe();
    const outcome = await processorAt(stripe.url, 'sk_test_\n').charge(payment(), 2_000);
    expect(outcome.kind).not.toBe('succeeded');
    expect(stripe.received).toEqual([]);
    await stripe.close();
  });
});
