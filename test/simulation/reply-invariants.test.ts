import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from '../rig/invoke.ts';
import { brokenIn, CANCELED, CHARGE, OPEN, PAID, PAYING, PLACED, RELEASED } from './hand-made.ts';
import { NOT_BOOKED } from './refund-invariants.ts';
import { type RefusalFacts, refusalViolations } from './refusal-invariants.ts';
import { askedBy } from './reply.ts';
import { type Facts, replyViolations } from './reply-invariants.ts';

const OURS = `ch_${'a'.repeat(52)}`;
const THEIRS = `ch_${'b'.repeat(52)}`;
const BODY = {
  amount: 2500,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  orderId: 'ord_1',
  description: 'Two mugs for Lovelace',
  metadata: { name: 'Lovelace' },
};
const REQUEST: Request = { route: 'POST /charges', tenant: 'acme', key: 'k-1', body: BODY };

// biome-ignore lint/suspicious/noExplicitAny: as in `Response`.
const replyOf = (status: number, json: any, headers = {}): Response => ({
  status,
  headers,
  json,
  text: JSON.stringify(json) ?? '',
});

describe('a reply', () => {
  const success = replyOf(201, { object: 'charge', id: OURS, status: 'succeeded', ...BODY });
  const decline = replyOf(402, { code: 'card-declined', chargeId: OURS });
  const facts: Facts = {
    tenantOf: (id) => (id === THEIRS ? 'globex' : 'acme'),
    captured: () => 1,
    refundBooked: () => NOT_BOOKED,
    earlier: undefined,
    idOfKey: OURS,
    isRedacted: false,
  };
  const earlier = { reply: success, asked: askedBy(REQUEST), firstReplies: 1 };
  const replayed = { ...success, headers: { 'idempotent-replayed': 'true' } };

  it.each<[Response, Facts]>([
    [success, facts],
    [replayed, { ...facts, earlier }],
    [decline, { ...facts, captured: () => 0 }],
  ])('may be true', (reply, known) => expect(replyViolations(REQUEST, reply, known)).toEqual([]));

  it.each<[string, Response, Partial<Facts>]>([
    ['success-is-backed', success, { captured: () => 0 }],
    ['failure-is-true', decline, {}],
    ['same-reply', { ...replayed, text: `${success.text} ` }, { earlier }],
    ['one-first-reply', success, { earlier }],
    ['own-reply', success, { idOfKey: 'ch_2' }],
    ['own-reply', replyOf(201, { ...success.json, amount: 1 }), {}],
    ['own-reply', replyOf(201, { ...success.json, paymentMethod: 'another' }), {}],
    ['own-reply', replayed, { earlier: { ...earlier, asked: '{}' } }],
    ['tenants-never-meet', replyOf(409, { code: 'x', chargeId: THEIRS }), {}],
    ['no-mistake-inside', replyOf(500, { code: 'internal-error' }), {}],
  ])('breaks "%s"', (invariant, reply, changed) => {
    expect(brokenIn(replyViolations(REQUEST, reply, { ...facts, ...changed }))).toEqual([invariant]);
  });

  describe('about what was redacted', () => {
    const left = replyOf(201, { ...success.json, description: null, metadata: null }, replayed.headers);
    const known = { ...facts, earlier, isRedacted: true };

    it('lacks what was taken out, and may have been under way with it', () => {
      expect(replyViolations(REQUEST, left, known)).toEqual([]);
      const late = { ...known, earlier: { ...earlier, reply: left } };
      expect(replyViolations(REQUEST, replayed, late)).toEqual([]);
      const order: Request = {
        ...REQUEST,
        route: 'POST /orders',
        body: { currency: 'EUR', items: [], customer: { email: 'ada@example.com' } },
      };
      const placed = replyOf(201, {
        object: 'order',
        id: OURS,
        currency: 'EUR',
        items: [],
        customer: { email: 'redacted@redacted.invalid' },
        metadata: null,
      });
      expect(replyViolations(order, placed, { ...facts, isRedacted: true })).toEqual([]);
      expect(brokenIn(replyViolations(order, placed, facts))).toEqual(['own-reply']);
    });

    it.each<[string, Response, Partial<Facts>]>([
      ['nobody has redacted it', left, { isRedacted: false }],
      ['something else is missing', replyOf(201, { ...left.json, amount: 1 }, left.headers), {}],
      ['it says something else instead', replyOf(201, { ...left.json, metadata: {} }, left.headers), {}],
      ['a part of it is missing', replyOf(201, { ...left.json, metadata: BODY.metadata }, left.headers), {}],
      ['it stands in another order', replyOf(201, { metadata: null, ...left.json }, left.headers), {}],
    ])('breaks "same-reply" when %s', (_, reply, changed) => {
      expect(brokenIn(replyViolations(REQUEST, reply, { ...known, ...changed }))).toContain('same-reply');
    });
  });

  it('lets nobody at what is a stranger’s', () => {
    const request: Request = { route: 'DELETE /orders/{id}', tenant: 'acme', path: { id: THEIRS } };
    expect(brokenIn(replyViolations(request, replyOf(204, undefined), facts))).toEqual([
      'tenants-never-meet',
    ]);
    expect(replyViolations(request, replyOf(404, { code: 'not-found' }), facts)).toEqual([]);
  });
});

describe('a reply about a refund', () => {
  const REFUND = `re_${'1'.repeat(52)}`;
  const request: Request = {
    route: 'POST /charges/{id}/refunds',
    tenant: 'acme',
    key: 'r-1',
    path: { id: OURS },
    body: { amount: 1000 },
  };
  const done = replyOf(201, {
    object: 'refund',
    id: REFUND,
    status: 'succeeded',
    chargeId: OURS,
    amount: 1000,
  });
  const failure = replyOf(409, { code: 'refund-failed', refundId: REFUND, chargeId: OURS });
  const facts: Facts = {
    tenantOf: () => 'acme',
    captured: () => 1,
    refundBooked: () => ({ made: 1, standing: 1 }),
    earlier: undefined,
    idOfKey: REFUND,
    isRedacted: false,
  };

  it('may be true', () => {
    expect(replyViolations(request, done, facts)).toEqual([]);
    expect(replyViolations({ ...request, body: {} }, done, facts)).toEqual([]);
    expect(replyViolations(request, failure, { ...facts, refundBooked: () => NOT_BOOKED })).toEqual([]);
  });

  it.each<[string, Response, Partial<Facts>]>([
    ['success-is-backed', done, { refundBooked: () => NOT_BOOKED }],
    ['failure-is-true', failure, {}],
    ['own-reply', replyOf(201, { ...done.json, amount: 2500 }), {}],
    ['own-reply', replyOf(201, { ...done.json, chargeId: 'ch_2' }), {}],
    ['own-reply', failure, { idOfKey: 're_2', refundBooked: () => NOT_BOOKED }],
  ])('breaks "%s"', (invariant, reply, changed) => {
    expect(brokenIn(replyViolations(request, reply, { ...facts, ...changed }))).toEqual([invariant]);
  });
});

describe('a refusal', () => {
  const facts: RefusalFacts = {
    order: PLACED,
    sums: new Set(['2500 EUR']),
    named: CHARGE,
    bodiesOfKey: 1,
    item: undefined,
    target: undefined,
    left: new Set([2500, 1500]),
    name: 'shopper 1, try 1',
  };
  const refusal = (code: string, changed: Partial<RefusalFacts>) =>
    brokenIn(refusalViolations(REQUEST, replyOf(409, { code, chargeId: 'ch_1' }), { ...facts, ...changed }));

  it.each<[string, Partial<RefusalFacts>, Partial<RefusalFacts>]>([
    ['not-found', { order: undefined }, {}],
    ['not-found', { order: undefined }, { order: undefined, target: CHARGE }],
    ['charge-not-refundable', { target: OPEN }, { target: CHARGE }],
    ['order-already-paid', { order: PAID }, {}],
    ['order-not-editable', { order: CANCELED }, {}],
    ['order-amount-mismatch', { sums: new Set(['2500 EUR', '3750 EUR']) }, {}],
    ['order-payment-in-progress', { order: PAYING }, { named: { ...CHARGE, orderId: 'ord_2' } }],
    ['idempotency-key-reused', { bodiesOfKey: 2 }, {}],
    ['unavailable', { item: RELEASED }, { item: OPEN }],
    ['unavailable', { item: { ...OPEN, owner: 'shopper 2, try 1#1' } }, { item: CHARGE }],
  ])('%s is told where it is so, and nowhere else', (code, where, elsewhere) => {
    expect(refusal(code, where)).toEqual([]);
    expect(refusal(code, elsewhere)).toEqual(['refusal-is-true']);
  });

  it.each([
    [{ amount: 2000 }, 1500, []],
    [{}, 0, []],
    [{ amount: 1500 }, 1500, ['refusal-is-true']],
    [{}, 1500, []],
    [{}, 2500, ['refusal-is-true']],
    [{ amount: 2000 }, 1499, ['refusal-is-true']],
  ])('of a refund says what was left: %j, of %d', (body, refundable, expected) => {
    const request: Request = { ...REQUEST, route: 'POST /charges/{id}/refunds', body };
    const reply = replyOf(409, { code: 'refund-exceeds-charge', refundable });
    const left = new Set([2500, 1500, 0]);
    expect(brokenIn(refusalViolations(request, reply, { ...facts, left }))).toEqual(expected);
  });

  it('is not what a cancellation is: then the order is canceled', () => {
    const request: Request = { route: 'DELETE /orders/{id}', tenant: 'acme', path: { id: 'ord_1' } };
    const done = replyOf(204, undefined);
    expect(refusalViolations(request, done, { ...facts, order: CANCELED })).toEqual([]);
    expect(brokenIn(refusalViolations(request, done, facts))).toEqual(['refusal-is-true']);
  });
});
