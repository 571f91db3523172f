import { describe, expect, it } from '@jest/globals';
import {
  FINGERPRINT_VERSION,
  type FingerprintedRequest,
  fingerprinter,
} from '../../functions/idempotency/fingerprint.ts';

const CHARGE: FingerprintedRequest = {
  method: 'POST',
  route: '/charges',
  pathParameters: {},
  body: { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' },
};

const digestOf = (request: Partial<FingerprintedRequest>): string | undefined =>
  fingerprinter({ ...CHARGE, ...request })(1)?.digest;
const digestOfText = (json: string): string | undefined => digestOf({ body: JSON.parse(json) });

describe('the fingerprint of the same request', () => {
  it('does not depend on the order of members, at any depth', () => {
    expect(digestOfText('{"b":{"d":1,"c":2},"a":1}')).toBe(digestOfText('{"a":1,"b":{"c":2,"d":1}}'));
  });

  it('does not depend on white space', () => {
    expect(digestOfText(' { "a" :\n[ 1,\t2 ] } ')).toBe(digestOfText('{"a":[1,2]}'));
  });

  it('does not depend on how a number or a character is written', () => {
    expect(digestOfText('{"a":1.0,"b":1e3,"c":-0}')).toBe(digestOfText('{"a":1,"b":1000,"c":0}'));
    expect(digestOfText(String.raw`{"a":"\u00e9\/"}`)).toBe(digestOfText('{"a":"é/"}'));
  });

  it('does not depend on the order of path parameters', () => {
    expect(digestOf({ pathParameters: { a: '1', b: '2' } })).toBe(
      digestOf({ pathParameters: { b: '2', a: '1' } }),
    );
  });
});

describe('the fingerprint of another request', () => {
  it.each<[string, Partial<FingerprintedRequest>]>([
    ['method', { method: 'PUT' }],
    ['route', { route: '/orders' }],
    ['path parameters', { pathParameters: { id: 'ch_1' } }],
    ['an amount', { body: { ...(CHARGE.body as object), amount: 5000 } }],
    ['a number that is a string', { body: { ...(CHARGE.body as object), amount: '4999' } }],
    ['a member that is null instead of absent', { body: { ...(CHARGE.body as object), orderId: null } }],
    ['no body', { body: null }],
  ])('differs by %s', (_, difference) => {
    expect(digestOf(difference)).not.toBe(digestOf({}));
  });

  it('differs by the order of an array', () => {
    expect(digestOfText('[1,2]')).not.toBe(digestOfText('[2,1]'));
  });

  it('differs by the normal form of a text: RFC 8785 leaves it alone', () => {
    expect(digestOfText('["\u00e9"]')).not.toBe(digestOfText('["e\u0301"]'));
  });

  it('cannot be made alike by moving text from one part to the next', () => {
    expect(digestOf({ method: 'POST', route: '/charges/x' })).not.toBe(
      digestOf({ method: 'POST/charges', route: '/x' }),
    );
  });
});

describe('fingerprint version 1', () => {
  // Records hold these digests for ever: if one changes, old requests look new. Add a version instead.
  it.each<[string, FingerprintedRequest, string]>([
    ['a charge', CHARGE, 'd3054367f671797e623a67c3f912caa1b8c244a583d17ef62d7ac9c1443f191e'],
    [
      'a refund with path parameters',
      {
        method: 'POST',
        route: '/charges/{id}/refunds',
        pathParameters: { id: 'ch_1' },
        body: { amount: 1, reason: 'é\u2028"\\' },
      },
      '6c4d9ce2ff808ff5cdea228dc3b39c772f78fcf751a9b415045326f4674b8ba8',
    ],
    [
      'every kind of value',
      { ...CHARGE, body: { a: null, b: [true, false, 1e21, 0.1, -1], '\ud83d\ude00': '😀', é: {} } },
      '833d6f0dc3d4d6b02b61b7baefdca82046a4bf0f0f7090157e8277ed7efff248',
    ],
  ])('never changes for %s', (_, request, digest) => {
    expect(fingerprinter(request)(1)).toEqual({ version: 1, digest });
  });

  it('is the current one, and no other is known', () => {
    expect(FINGERPRINT_VERSION).toBe(1);
    for (const version of [0, 2, Number.NaN]) expect(fingerprinter(CHARGE)(version)).toBeUndefined();
  });
});
