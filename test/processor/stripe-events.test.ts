import { describe, expect, it } from '@jest/globals';
import { verifyEvent } from '../../functions/processor/stripe-events.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';

const NOW_MS = 1_767_225_600_000;
const SECRET = 'whsec_local';

const eventAbout = (object: unknown, type = 'payment_intent.succeeded') =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }, null, 2);
const PAID = eventAbout({ object: 'payment_intent', id: 'pi_1', metadata: { chargeId: 'ch_1' } });

const signed = (body: string, { secret = SECRET, ageMs = 0 } = {}) => {
  const header = signatureOf(body, secret, NOW_MS - ageMs);
  return verifyEvent(body, header, SECRET, NOW_MS);
};

describe('an event that Stripe has signed', () => {
  it('says what it is about', () => {
    expect(signed(PAID)).toEqual({
      kind: 'event',
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      paymentId: 'pi_1',
      refundId: null,
      metadata: { chargeId: 'ch_1' },
    });
  });

  it.each([
    ['a charge', { object: 'charge', id: 'ch_9', payment_intent: 'pi_1' }, 'pi_1', null],
    ['a refund', { object: 'refund', id: 're_9', payment_intent: 'pi_1' }, 'pi_1', 're_9'],
    ['a dispute', { object: 'dispute', id: 'dp_9', payment_intent: 'pi_1' }, 'pi_1', null],
    ['a refund without a payment', { object: 'refund', id: 're_9', payment_intent: null }, null, 're_9'],
    ['something else', { object: 'balance' }, null, null],
    ['nothing', undefined, null, null],
  ])('finds its payment: %s', (_, object, paymentId, refundId) => {
    expect(signed(eventAbout(object))).toMatchObject({ kind: 'event', paymentId, refundId, metadata: {} });
  });

  it('keeps of the metadata what is text', () => {
    const object = { object: 'refund', id: 're_9', metadata: { refundId: 're_1', odd: 7, none: null } };
    expect(signed(eventAbout(object))).toMatchObject({ metadata: { refundId: 're_1' } });
  });

  it('is good for five minutes', () => {
    expect(signed(PAID, { ageMs: 300_000 }).kind).toBe('event');
    expect(signed(PAID, { ageMs: 301_000 }).kind).toBe('invalid');
  });

  it('is good with one right signature of several, as while a secret is rolled', () => {
    const header = `${signatureOf(PAID, 'whsec_old', NOW_MS)},${signatureOf(PAID, SECRET, NOW_MS)}`;
    expect(verifyEvent(PAID, header, SECRET, NOW_MS).kind).toBe('event');
  });
});

describe('what Stripe has not signed', () => {
  const right = signatureOf(PAID, SECRET, NOW_MS);

  it.each([
    ['another body', PAID.replace('pi_1', 'pi_2'), right],
    ['the same written anew', JSON.stringify(JSON.parse(PAID)), right],
    ['another secret', PAID, signatureOf(PAID, 'whsec_other', NOW_MS)],
    ['another time', PAID, right.replace(/^t=\d+/, `t=${NOW_MS / 1000 - 1}`)],
    ['another scheme', PAID, right.replace('v1=', 'v0=')],
    ['no time', PAID, right.replace(/^t=\d+,/, '')],
    ['no signature', PAID, ''],
    ['nonsense', PAID, 't=,v1='],
    ['no body', '', signatureOf('', SECRET, NOW_MS)],
  ])('is invalid, and quotes nothing: %s', (_, body, header) => {
    const verdict = verifyEvent(body, header, SECRET, NOW_MS);
    expect(verdict).toEqual({ kind: 'invalid', reason: expect.stringContaining('signature') });
  });

  it('is invalid without a secret, also when it is signed with none', () => {
    for (const secret of ['', ' '])
      expect(verifyEvent(PAID, signatureOf(PAID, secret, NOW_MS), secret, NOW_MS).kind).toBe('invalid');
  });

  it('is looked at for its age, whatever is tolerated', () => {
    const header = signatureOf(PAID, SECRET, NOW_MS - 60_000);
    expect(verifyEvent(PAID, header, SECRET, NOW_MS, 0).kind).toBe('invalid');
  });
});

describe('a signed body that is no event', () => {
  it.each(['OK', 'null', '[]', '{}', '{"object":"event"}', '{"object":"event","id":"evt_1"}'])(
    'is invalid: %s',
    (body) => {
      expect(signed(body)).toEqual({ kind: 'invalid', reason: 'the body is not an event' });
    },
  );
});
