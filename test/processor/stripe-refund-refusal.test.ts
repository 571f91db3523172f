import { describe, expect, it } from '@jest/globals';
import { refund } from './payments.ts';
import { CREATE, LIST, scriptedRefunds } from './refund-through.ts';
import { KEY_TAKEN, REPLAYED, refundList, refundOf, refusal, type Step } from './scripted-stripe.ts';

const { refundThrough, calls, keys } = scriptedRefunds();

const HOUR_MS = 60 * 60_000;
const INVALID = { type: 'invalid_request_error' };
const BROKEN = refusal(500, { type: 'api_error' });
const replayed = (status: string) => ({ ...refundOf(status), headers: REPLAYED });
const refusedFor = (error: object, headers = {}) => refusal(400, { ...INVALID, ...error }, headers);
const ALREADY = { code: 'charge_already_refunded' };
const succeeded = { kind: 'succeeded', processorId: 're_stripe' };

describe('a refusal of what was asked', () => {
  const twice = (error: object) => [refusedFor(error), refusedFor(error, REPLAYED)];

  it.each<[object, string]>([
    [ALREADY, 'already-refunded'],
    [{ param: 'amount' }, 'exceeds-payment'],
    [{ code: 'charge_disputed' }, 'payment-disputed'],
    [{ code: 'refund_disputed_payment' }, 'payment-disputed'],
    [{ code: 'charge_not_refundable' }, 'payment-not-refundable'],
    [{ code: 'balance_insufficient' }, 'balance-insufficient'],
    [{ code: 'insufficient_funds' }, 'balance-insufficient'],
    [{ code: 'a_code_of_next_year' }, 'refund-refused'],
  ])('of %j is final as %s once it is stored under the key', async (error, code) => {
    const outcome = await refundThrough(twice(error));
    expect(outcome).toEqual({ kind: 'refused', code, message: expect.any(String), isFinal: true });
    expect(calls()).toEqual([CREATE, CREATE]);
  });

  it('is final at once when it is a stored one', async () => {
    const outcome = await refundThrough([refusedFor(ALREADY, REPLAYED)]);
    expect(outcome).toMatchObject({ kind: 'refused', isFinal: true });
    expect(calls()).toEqual([CREATE]);
  });

  it('is not final while Stripe does not store it: an earlier request may yet be accepted', async () => {
    const outcome = await refundThrough([refusedFor(ALREADY), refusedFor(ALREADY)]);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'already-refunded', isFinal: false });
  });

  it.each<[string, Step]>([
    ['the rate limiter', refusal(429, { ...INVALID, code: 'rate_limit' })],
    ['a key that was revoked', refusal(401, INVALID)],
  ])('is not final when asking again ends at %s', async (_, step) => {
    expect(await refundThrough([refusedFor(ALREADY), step])).toMatchObject({
      kind: 'refused',
      isFinal: false,
    });
  });

  it.each<[string, Step]>([
    ['is not answered', 'close'],
    ['meets a request that is running', refusal(409, { type: 'idempotency_error' })],
    ['meets other parameters', KEY_TAKEN],
    ['ends in a 500', BROKEN],
    ['finds a refund that is pending', refundOf('pending')],
  ])('is unknown when asking again %s', async (_, step) => {
    expect(await refundThrough([refusedFor(ALREADY), step])).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['made now', refundOf('succeeded')],
    ['made before', replayed('succeeded')],
  ])('is success when asking again finds the refund: %s', async (_, step) => {
    expect(await refundThrough([refusedFor(ALREADY), step])).toEqual(succeeded);
  });

  it.each([
    ['first', {}],
    ['stored', REPLAYED],
  ])(
    'is never final for a payment that Stripe does not know: another account was asked (%s)',
    async (_, headers) => {
      const missing = refusal(404, { ...INVALID, code: 'resource_missing' }, headers);
      const outcome = await refundThrough([missing]);
      expect(outcome).toMatchObject({ kind: 'refused', code: 'payment-missing', isFinal: false });
      expect(calls()).toEqual([CREATE]);
    },
  );

  it('says nothing of keys, ids or what Stripe wrote', async () => {
    const quoting = refusedFor({ code: 'quotes sk_test_secret', param: 'pi_1 is bad' });
    expect(JSON.stringify(await refundThrough([quoting, quoting]))).not.toMatch(
      /pm_card|sk_test|quotes|pi_1/,
    );
  });
});

describe('a refund whose key Stripe may have forgotten', () => {
  const old = { ageMs: 23 * HOUR_MS + 1 };
  const metadata = { refundId: 're_1', downstreamKey: refund().downstreamKey };

  it('is looked for first, and not sent when it is there', async () => {
    const list = refundList([refundOf('succeeded', { metadata }).body]);
    expect(await refundThrough([list], old)).toEqual(succeeded);
    expect(calls()).toEqual([LIST]);
  });

  it('is sent under its key when it is not there', async () => {
    expect(await refundThrough([refundList([]), refundOf('succeeded')], old)).toEqual(succeeded);
    expect(calls()).toEqual([LIST, CREATE]);
    expect(keys()[1]).toBe(refund().downstreamKey);
  });

  it('is refused finally when the refusal was stored just now', async () => {
    const steps = [refundList([]), refusedFor(ALREADY), refusedFor(ALREADY, REPLAYED)];
    expect(await refundThrough(steps, old)).toMatchObject({ kind: 'refused', isFinal: true });
  });

  it('is not refused finally by an answer that is about to be forgotten', async () => {
    const steps = [refundList([]), refusedFor(ALREADY, REPLAYED)];
    expect(await refundThrough(steps, old)).toMatchObject({ kind: 'refused', isFinal: false });
  });

  it('is unknown when its list is not read to its end, and is not sent', async () => {
    expect(await refundThrough(['close'], old)).toMatchObject({ kind: 'unknown' });
    expect(calls()).toEqual([LIST]);
  });
});
