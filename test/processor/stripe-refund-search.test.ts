import { describe, expect, it } from '@jest/globals';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { CLAIMED_AT_MS, refund } from './payments.ts';
import { refundList, refundOf, type Step, startScriptedStripe } from './scripted-stripe.ts';

const OLD_MS = CLAIMED_AT_MS + 25 * 60 * 60_000;
const OURS = { metadata: { refundId: 're_1', downstreamKey: refund().downstreamKey } };

const listed = (id: string, more: object = {}, status = 'succeeded') =>
  refundOf(status, { id, ...more }).body;

const refundThrough = async (...steps: Step[]) => {
  const stripe = await startScriptedStripe(...steps);
  const processor = createStripeProcessor({ apiKey: 'sk_test_x', apiBase: stripe.url, account: 'acct_1' });
  const outcome = await processor.refund(refund(), OLD_MS, 5_000);
  await stripe.close();
  return { outcome, received: stripe.received.map(({ method, path }) => `${method} ${path}`) };
};

describe('looking for a refund among those of its payment', () => {
  it('reads page after page until it has read them all', async () => {
    const { outcome, received } = await refundThrough(
      refundList([listed('re_a'), listed('re_b')], true),
      refundList([listed('re_c', OURS)]),
    );
    expect(outcome).toEqual({ kind: 'succeeded', processorId: 're_c' });
    expect(received[1]).toBe('GET /v1/refunds?payment_intent=pi_1&limit=100&starting_after=re_b');
  });

  it.each([
    ['another refund of ours', { refundId: 're_2', downstreamKey: 'test-deployment/re_2' }],
    ['a refund of another deployment', { refundId: 're_1', downstreamKey: 'other-deployment/re_1' }],
    ['a refund made in the dashboard', {}],
    ['a refund without metadata', null],
  ])('does not take %s for its own', async (_, metadata) => {
    const { outcome } = await refundThrough(
      refundList([listed('re_a', { metadata })]),
      refundOf('succeeded'),
    );
    expect(outcome).toEqual({ kind: 'succeeded', processorId: 're_stripe' });
  });

  it('believes the one that succeeded if there should be several', async () => {
    const several = ['failed', 'pending', 'succeeded'].map((status) => listed(`re_${status}`, OURS, status));
    expect((await refundThrough(refundList(several))).outcome).toMatchObject({ processorId: 're_succeeded' });
    expect((await refundThrough(refundList(several.slice(0, 2)))).outcome.kind).toBe('unknown');
  });
});

describe('a list of refunds that is not read to its end', () => {
  it.each<[string, Step[]]>([
    ['breaks off', [refundList([listed('re_a')], true), 'close']],
    ['is refused', [{ status: 404, body: { error: { type: 'invalid_request_error' } } }]],
    ['goes on after an empty page', [refundList([], true)]],
    ['is no list', [{ status: 200, body: { object: 'list' } }]],
    ['has the refund in a form that is not understood', [refundList([{ ...OURS, id: 're_a' }])]],
  ])('leaves the refund unknown, and nothing is sent: it %s', async (_, steps) => {
    const { outcome, received } = await refundThrough(...steps);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(received.every((call) => call.startsWith('GET '))).toBe(true);
  });

  it('ends, however long it goes on', async () => {
    const endless = Array.from({ length: 30 }, (_, page) => refundList([listed(`re_${page}`)], true));
    const { outcome, received } = await refundThrough(...endless);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(received).toHaveLength(20);
  });
});
