import { describe, expect, it } from '@jest/globals';
import { brokenIn, CHARGE } from './hand-made.ts';
import type { RefundEntry } from './payments-refunds.ts';
import {
  NOT_BOOKED,
  type RefundBooked,
  refundEntryViolations,
  refundViolations,
  reservationViolations,
  unaskedViolations,
} from './refund-invariants.ts';
import type { StoredRefund } from './stored.ts';

const REFUND: StoredRefund = {
  id: 're_1',
  tenant: 'acme',
  chargeId: 'ch_1',
  status: 'succeeded',
  state: 'completed',
  owner: 'shopper 1 refund, try 1#1',
  attempt: 1,
  earlier: [],
  amount: 1000,
  currency: 'EUR',
  reason: null,
  isReserved: true,
  failureCode: null,
  createdAtMs: 0,
  updatedAtMs: 300_000,
  isDue: false,
  intent: '1000|EUR',
  response: '201 /charges/ch_1/refunds {}',
};
const OPEN: StoredRefund = {
  ...REFUND,
  status: 'processing',
  state: 'in-progress',
  isDue: true,
  response: null,
};
const RELEASED: StoredRefund = { ...OPEN, state: 'released' };
const FAILED: StoredRefund = { ...REFUND, status: 'failed', failureCode: 'refund-abandoned' };

const MADE: RefundBooked = { made: 1, standing: 1 };
const RETURNED: RefundBooked = { made: 1, standing: 0 };

describe('a refund that is written', () => {
  it.each<[string, StoredRefund | undefined, StoredRefund, RefundBooked]>([
    ['is created', undefined, OPEN, NOT_BOOKED],
    ['is released', OPEN, RELEASED, NOT_BOOKED],
    ['succeeds with money', OPEN, REFUND, MADE],
    ['fails without', OPEN, FAILED, NOT_BOOKED],
    ['fails late, when a bank has returned it', REFUND, { ...FAILED, response: REFUND.response }, RETURNED],
  ])('may be one that %s', (_, before, after, booked) => {
    expect(refundViolations(before, after, booked)).toEqual([]);
  });

  it.each<[string, StoredRefund | undefined, StoredRefund, RefundBooked]>([
    ['success-is-backed', OPEN, REFUND, NOT_BOOKED],
    ['failure-is-true', OPEN, FAILED, MADE],
    ['intent-stays', OPEN, { ...OPEN, intent: '1001|EUR' }, NOT_BOOKED],
    ['final-stays-final', REFUND, { ...FAILED, response: REFUND.response }, MADE],
    ['final-stays-final', REFUND, { ...REFUND, response: 'another' }, MADE],
    ['final-stays-final', FAILED, OPEN, NOT_BOOKED],
    ['due-while-open', OPEN, { ...REFUND, isDue: true }, MADE],
    ['due-while-open', undefined, { ...OPEN, isDue: false }, NOT_BOOKED],
    ['abandoned-when-old', OPEN, { ...FAILED, updatedAtMs: 299_999 }, NOT_BOOKED],
  ])('breaks "%s"', (invariant, before, after, booked) => {
    expect(brokenIn(refundViolations(before, after, booked))).toContain(invariant);
  });
});

describe('a charge and its refunds', () => {
  it.each<[string, number, number, StoredRefund[]]>([
    ['nothing', 2500, 0, []],
    ['what is open', 1500, 0, [OPEN]],
    ['what went back', 1500, 1000, [REFUND]],
    ['nothing of what was released or failed', 2500, 0, [RELEASED, FAILED]],
  ])('say the same of %s', (_, refundable, amountRefunded, refunds) => {
    expect(reservationViolations({ ...CHARGE, refundable, amountRefunded }, refunds)).toEqual([]);
  });

  it.each<[number, number, StoredRefund[]]>([
    [2500, 0, [OPEN]],
    [1500, 0, []],
    [500, 0, [OPEN]],
    [1500, 0, [REFUND]],
    [1500, 1000, [OPEN]],
    [1500, 0, [RELEASED]],
  ])('break their promise when they do not', (refundable, amountRefunded, refunds) => {
    const violations = reservationViolations({ ...CHARGE, refundable, amountRefunded }, refunds);
    expect(new Set(brokenIn(violations))).toEqual(new Set(['refunds-add-up']));
  });
});

it('gives what a charge never held back once', () => {
  const giving = { ...REFUND, isReserved: false };
  const failed = { ...CHARGE, status: 'failed' };
  expect(reservationViolations(failed, [giving])).toEqual([]);
  for (const violations of [
    reservationViolations(failed, [giving, { ...giving, id: 're_2' }]),
    reservationViolations(CHARGE, [giving]),
    reservationViolations({ ...CHARGE, status: 'processing' }, [giving]),
  ])
    expect(brokenIn(violations)).toEqual(['unasked-goes-back']);
});

describe('money that goes back', () => {
  const entry = { refundId: 're_1', chargeId: 'ch_1', amount: 1000, currency: 'EUR' } as RefundEntry;
  const before = { refund: OPEN, booked: NOT_BOOKED, paid: 2500, givenBack: 1000 };

  it('may be what was claimed', () => expect(refundEntryViolations(entry, before)).toEqual([]));

  it.each<[string, Partial<typeof before> | { refund: undefined }]>([
    ['one-refund-per-key', { booked: MADE }],
    ['no-more-than-paid', { givenBack: 2501 }],
    ['record-before-money', { refund: undefined }],
    ['amount-as-recorded', { refund: { ...OPEN, amount: 1001 } }],
    ['amount-as-recorded', { refund: { ...OPEN, chargeId: 'ch_2' } }],
    ['failure-is-true', { refund: FAILED }],
    ['failure-is-true', { refund: RELEASED }],
  ])('breaks "%s"', (invariant, changed) => {
    expect(brokenIn(refundEntryViolations(entry, { ...before, ...changed }))).toEqual([invariant]);
  });
});

describe('money that the processor had promised not to move', () => {
  const payment = { id: 'pi_2', chargeId: 'ch_1', amount: 2500, isUnasked: true };
  const back = { refundId: 're_1', paymentId: 'pi_2', amount: 2500, status: 'succeeded' } as RefundEntry;
  const giving: StoredRefund = { ...REFUND, amount: 2500, isReserved: false };

  it('may be back, or refused by the processor', () => {
    expect(unaskedViolations([payment], [back], [giving])).toEqual([]);
    expect(unaskedViolations([{ ...payment, isUnasked: false }], [], [])).toEqual([]);
    const refusal = { ...giving, status: 'failed', failureCode: 'balance-insufficient' };
    expect(unaskedViolations([payment], [], [refusal])).toEqual([]);
  });

  it.each<[string, RefundEntry[], StoredRefund[]]>([
    ['nowhere', [], []],
    ['back in part', [{ ...back, amount: 1250 }], [giving]],
    ['given up', [], [{ ...giving, status: 'failed', failureCode: 'refund-abandoned' }]],
  ])('is not %s in the end', (_, entries, refunds) => {
    expect(brokenIn(unaskedViolations([payment], entries, refunds))).toContain('unasked-goes-back');
  });

  it('is not what a bank has sent back and nobody knows of', () => {
    const returned = { ...back, status: 'failed' as const };
    expect(brokenIn(unaskedViolations([], [returned], [REFUND]))).toEqual(['returns-are-known']);
    expect(unaskedViolations([], [returned], [FAILED])).toEqual([]);
  });
});
