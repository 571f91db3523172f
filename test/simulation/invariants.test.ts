import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from '../rig/invoke.ts';
import { type Before, entryViolations } from './books-invariants.ts';
import { lastReplyViolations, livenessViolations } from './end-invariants.ts';
import { type Facts, replyViolations } from './reply-invariants.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { chargeViolations, holdViolations } from './stored-invariants.ts';
import type { Violation } from './violation.ts';

const CHARGE: StoredCharge = {
  pk: '4:acme#ch_1',
  id: 'ch_1',
  tenant: 'acme',
  status: 'succeeded',
  state: 'completed',
  orderId: 'ord_1',
  createdAtMs: 0,
  intent: '2500|EUR',
  response: '201 /charges/ch_1 {}',
};
const OPEN: StoredCharge = { ...CHARGE, status: 'processing', state: 'in-progress', response: null };
const FAILED: StoredCharge = { ...CHARGE, status: 'failed' };
const ORDER: StoredOrder = {
  pk: '4:acme#ord_1',
  id: 'ord_1',
  tenant: 'acme',
  status: 'paid',
  payingCharge: null,
  chargeId: 'ch_1',
};
const PAYING: StoredOrder = { ...ORDER, status: 'paying', payingCharge: 'ch_1', chargeId: null };
const PLACED: StoredOrder = { ...ORDER, status: 'placed', chargeId: null };

const names = (violations: readonly Violation[]) => violations.map(({ invariant }) => invariant);

describe('a charge that is written', () => {
  it.each<[string, StoredCharge | undefined, StoredCharge, number]>([
    ['is created', undefined, OPEN, 0],
    ['succeeds with money', OPEN, CHARGE, 1],
    ['fails without', OPEN, FAILED, 0],
    ['is written again as it was', CHARGE, CHARGE, 1],
  ])('may be one that %s', (_, before, after, captured) => {
    expect(chargeViolations(before, after, captured)).toEqual([]);
  });

  it.each<[string, StoredCharge | undefined, StoredCharge, number]>([
    ['success-is-backed', OPEN, CHARGE, 0],
    ['failure-is-true', OPEN, FAILED, 1],
    ['intent-stays', OPEN, { ...OPEN, intent: '2501|EUR' }, 0],
    ['final-stays-final', CHARGE, { ...CHARGE, response: 'another' }, 1],
    ['final-stays-final', FAILED, OPEN, 0],
    ['final-stays-final', OPEN, { ...CHARGE, status: 'processing' }, 1],
  ])('breaks "%s"', (invariant, before, after, captured) => {
    expect(names(chargeViolations(before, after, captured))).toContain(invariant);
  });
});

describe('an order and its charge', () => {
  const between = (charge: StoredCharge | undefined, order: StoredOrder | undefined) =>
    holdViolations(
      new Map(charge && [[`${charge.tenant} ${charge.id}`, charge]]),
      new Map(order && [[`${order.tenant} ${order.id}`, order]]),
    );

  it.each([
    [OPEN, PAYING],
    [CHARGE, ORDER],
    [FAILED, PLACED],
    [{ ...OPEN, state: 'released' as const }, PLACED],
  ])('go together', (charge, order) => expect(between(charge, order)).toEqual([]));

  it.each<[string, StoredCharge | undefined, StoredOrder | undefined]>([
    ['held-while-open', OPEN, PLACED],
    ['held-while-open', OPEN, undefined],
    ['held-while-open', OPEN, { ...PAYING, payingCharge: 'ch_2' }],
    ['held-while-open', FAILED, PAYING],
    ['held-while-open', { ...OPEN, state: 'released' }, PAYING],
    ['held-while-open', undefined, PAYING],
    ['held-while-open', { ...OPEN, orderId: 'ord_2' }, PAYING],
    ['held-while-open', { ...OPEN, tenant: 'globex' }, PAYING],
    ['paid-by-its-charge', CHARGE, PLACED],
    ['paid-by-its-charge', FAILED, ORDER],
    ['paid-by-its-charge', undefined, ORDER],
  ])('break "%s" when they do not', (invariant, charge, order) => {
    expect(names(between(charge, order))).toContain(invariant);
  });
});

describe('an entry in the books', () => {
  const entry = { chargeId: 'ch_1', status: 'succeeded', amount: 2500 } as const;
  const before: Before = { charge: { ...OPEN, amount: 2500 }, capturedForCharge: 0, capturedForOrder: 0 };

  it('may be the first for its charge and its order', () => {
    expect(entryViolations(entry, before)).toEqual([]);
  });

  it.each<[string, Partial<Before>]>([
    ['one-charge-per-key', { capturedForCharge: 1 }],
    ['one-charge-per-order', { capturedForOrder: 1 }],
    ['record-before-money', { charge: undefined }],
    ['amount-as-recorded', { charge: { ...OPEN, amount: 1 } }],
    ['failure-is-true', { charge: { ...FAILED, amount: 2500 } }],
  ])('breaks "%s"', (invariant, changed) => {
    expect(names(entryViolations(entry, { ...before, ...changed }))).toEqual([invariant]);
  });
});

describe('a reply', () => {
  const ids = { ours: `ch_${'a'.repeat(52)}`, theirs: `ch_${'b'.repeat(52)}` };
  const request: Request = { route: 'POST /charges', tenant: 'acme', key: 'k-1', body: { amount: 2500 } };
  const replyOf = (status: number, json: object, headers = {}): Response => ({
    status,
    headers,
    json,
    text: JSON.stringify(json),
  });
  const success = replyOf(201, { object: 'charge', id: ids.ours, status: 'succeeded', amount: 2500 });
  const decline = replyOf(402, { code: 'card-declined', chargeId: ids.ours });
  const facts: Facts = {
    tenantOf: (id) => (id === ids.ours ? 'acme' : 'globex'),
    captured: () => 1,
    earlier: undefined,
    idOfKey: ids.ours,
  };
  const earlier = { bytes: `201   ${success.text}`, firstReplies: 1 };
  const replayed = { ...success, headers: { 'idempotent-replayed': 'true' } };

  it.each([
    [success, facts],
    [replayed, { ...facts, earlier }],
    [decline, { ...facts, captured: () => 0 }],
  ])('may be true', (reply, known) => expect(replyViolations(request, reply, known)).toEqual([]));

  it.each<[string, Response, Partial<Facts>]>([
    ['success-is-backed', success, { captured: () => 0 }],
    ['failure-is-true', decline, {}],
    ['same-reply', { ...replayed, text: `${success.text} ` }, { earlier }],
    ['one-first-reply', success, { earlier }],
    ['own-reply', success, { idOfKey: 'ch_2' }],
    ['own-reply', replyOf(201, { ...success.json, amount: 1 }), {}],
    ['tenants-never-meet', replyOf(409, { code: 'x', chargeId: ids.theirs }), {}],
    ['no-mistake-inside', replyOf(500, { code: 'internal-error' }), {}],
  ])('breaks "%s"', (invariant, reply, changed) => {
    expect(names(replyViolations(request, reply, { ...facts, ...changed }))).toEqual([invariant]);
  });
});

describe('the end of a world', () => {
  const asked = { request: { route: 'POST /charges' }, name: 'somebody' };

  it('may have charges that were begun too late to be ended', () => {
    expect(livenessViolations([CHARGE, { ...OPEN, createdAtMs: 11 }], [ORDER], 10)).toEqual([]);
  });

  it('breaks its promise with a charge that is still open, and once more with its order', () => {
    expect(names(livenessViolations([OPEN], [PAYING], 10))).toEqual([
      'every-key-ends',
      'no-order-keeps-paying',
    ]);
    expect(names(livenessViolations([{ ...OPEN, state: 'released' }], [], 10))).toEqual(['every-key-ends']);
  });

  it('has an answer for every key', () => {
    const answer = (status: number, code?: string) =>
      names(lastReplyViolations(asked, { status, headers: {}, text: '', json: { code } }));
    expect([answer(201), answer(402), answer(409, 'order-already-paid')].flat()).toEqual([]);
    expect(answer(503, 'outcome-unknown')).toEqual(['every-key-ends']);
    expect(names(lastReplyViolations(asked, undefined))).toEqual(['every-key-ends']);
  });
});
