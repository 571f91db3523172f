import { describe, expect, it } from '@jest/globals';
import { refund } from './payments.ts';
import { CREATE, LIST, RETRIEVE, scriptedRefunds } from './refund-through.ts';
import { KEY_TAKEN, REPLAYED, refundList, refundOf, refusal, type Step } from './scripted-stripe.ts';

const { refundThrough, calls } = scriptedRefunds();

const INVALID = { type: 'invalid_request_error' };
const BROKEN = refusal(500, { type: 'api_error' });
const replayed = (status: string) => ({ ...refundOf(status), headers: REPLAYED });
const STORED_FAILURE = refusal(500, { type: 'api_error' }, REPLAYED);
const succeeded = { kind: 'succeeded', processorId: 're_stripe' };

describe('an answer that says what became of a refund', () => {
  it('is success when the refund succeeded', async () => {
    expect(await refundThrough([refundOf('succeeded')])).toEqual(succeeded);
  });

  it('is success for a stored success', async () => {
    expect(await refundThrough([replayed('succeeded')])).toEqual(succeeded);
    expect(calls()).toEqual([CREATE]);
  });

  it.each([
    ['failed', 'refund-failed'],
    ['canceled', 'refund-canceled'],
  ])('is a final refusal for a refund that %s', async (status, code) => {
    expect(await refundThrough([refundOf(status)])).toMatchObject({ kind: 'refused', code, isFinal: true });
  });

  it.each(['pending', 'requires_action', 'a_status_of_next_year'])(
    'is unknown for a refund that is %s',
    async (status) => {
      expect(await refundThrough([refundOf(status)])).toMatchObject({ kind: 'unknown' });
      expect(calls()).toEqual([CREATE]);
    },
  );
});

describe('a stored answer that shows a refund before its end', () => {
  it.each([
    ['succeeded', succeeded],
    ['failed', { kind: 'refused', code: 'refund-failed', isFinal: true }],
    ['pending', { kind: 'unknown' }],
  ])('is looked up: it has %s by now', async (status, expected) => {
    expect(await refundThrough([replayed('pending'), refundOf(status)])).toMatchObject(expected);
    expect(calls()).toEqual([CREATE, RETRIEVE]);
  });

  it.each<[string, Step]>([
    ['is not answered', 'close'],
    ['is refused', refusal(404, { ...INVALID, code: 'resource_missing' })],
  ])('is unknown when the look %s', async (_, step) => {
    expect(await refundThrough([replayed('pending'), step])).toMatchObject({ kind: 'unknown' });
  });
});

describe('an answer that says that no refund was begun', () => {
  it.each([
    ['401', refusal(401, INVALID)],
    ['403', refusal(403, { ...INVALID, code: 'more_permissions_required' })],
    ['the 429 of the rate limiter', refusal(429, { ...INVALID, code: 'rate_limit' })],
  ])('is not-started for %s', async (_, step) => {
    expect(await refundThrough([step])).toMatchObject({ kind: 'not-started' });
    expect(calls()).toEqual([CREATE]);
  });
});

describe('an answer that leaves a refund open', () => {
  it.each<[string, Step]>([
    ['a closed socket', 'close'],
    ['an answer that breaks off', 'break-off'],
    ['500', BROKEN],
    ['503 from a proxy', { status: 503, body: '<html>busy</html>' }],
    ['a 500 that looks like a success', { status: 500, body: refundOf('succeeded').body }],
    ['409 for a key in use', refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })],
    ['409 without a code', refusal(409, INVALID)],
    ['the 429 of a lock', refusal(429, { ...INVALID, code: 'lock_timeout' })],
    ['a 429 that does not say why', refusal(429, INVALID)],
    ['a key taken by other parameters', KEY_TAKEN],
    ['a success that is no refund', { status: 200, body: { id: 'pi_1', object: 'payment_intent' } }],
    ['a refund without a status', { status: 200, body: { id: 're_1', object: 'refund', status: null } }],
    ['a success that is not JSON', { status: 200, body: 'OK' }],
    ['a redirect', { status: 302, body: { error: { type: 'api_error' } } }],
  ])('is unknown for %s', async (_, step) => {
    expect(await refundThrough([step])).toMatchObject({ kind: 'unknown' });
    expect(calls()).toEqual([CREATE]);
  });

  it.each<[string, Step]>([
    ['never comes', 'hang'],
    ['comes a byte at a time', 'drip'],
  ])('is unknown when it %s, within the budget', async (_, step) => {
    const startMs = performance.now();
    expect(await refundThrough([step], { budgetMs: 150 })).toMatchObject({ kind: 'unknown' });
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});

describe('a failure of Stripe that is stored under the key', () => {
  const metadata = { refundId: 're_1', downstreamKey: refund().downstreamKey };

  it.each([
    ['succeeded', succeeded],
    ['failed', { kind: 'refused', code: 'refund-failed', isFinal: true }],
    ['pending', { kind: 'unknown' }],
  ])('is answered by the list of the payment: the refund %s', async (status, expected) => {
    const list = refundList([refundOf(status, { metadata }).body]);
    expect(await refundThrough([STORED_FAILURE, list])).toMatchObject(expected);
    expect(calls()).toEqual([CREATE, LIST]);
  });

  it('is unknown when the list does not have it: it may yet be made', async () => {
    expect(await refundThrough([STORED_FAILURE, refundList([])])).toMatchObject({ kind: 'unknown' });
  });
});

describe('a refund that is not sent at all', () => {
  it('has not started when no time is left', async () => {
    expect(await refundThrough([], { budgetMs: 0 })).toMatchObject({ kind: 'not-started' });
    expect(calls()).toEqual([]);
  });

  it('is refused finally when Stripe has no such amount', async () => {
    const of = { amount: 5, currency: 'KWD' };
    expect(await refundThrough([], { of })).toMatchObject({ code: 'amount-not-supported', isFinal: true });
    expect(calls()).toEqual([]);
  });
});
