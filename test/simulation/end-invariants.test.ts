import { describe, expect, it } from '@jest/globals';
import { lastReplyViolations, livenessViolations } from './end-invariants.ts';
import { brokenIn, CHARGE, OPEN, PAID, PAYING, RELEASED } from './hand-made.ts';

describe('the end of a world', () => {
  it('may have charges that were begun too late to be ended', () => {
    expect(livenessViolations([CHARGE, { ...OPEN, createdAtMs: 11 }], [PAID, PAYING], 10)).toEqual([]);
  });

  it('breaks its promise with a charge that is still open, and once more with its order', () => {
    expect(brokenIn(livenessViolations([OPEN], [PAYING], 10))).toEqual([
      'every-key-ends',
      'no-order-keeps-paying',
    ]);
    expect(brokenIn(livenessViolations([RELEASED], [], 10))).toEqual(['every-key-ends']);
  });
});

describe('whoever comes back at last', () => {
  const body = {
    amount: 2500,
    paymentMethod: 'pm_card_visa',
    orderId: 'ord_1',
    receiptEmail: null,
    description: null,
  };
  const asked = { request: { route: 'POST /charges', body }, name: 'somebody' };
  const answer = (status: number, code?: string) => ({ status, headers: {}, text: '', json: { code } });

  it('gets a definitive answer, or is told for good that there will be none', () => {
    for (const reply of [answer(201), answer(402), answer(409, 'order-already-paid')])
      expect(lastReplyViolations(asked, reply, undefined)).toEqual([]);
    const another = { ...CHARGE, amount: 1 };
    expect(lastReplyViolations(asked, answer(422, 'idempotency-key-reused'), another)).toEqual([]);
  });

  it.each([
    ['silence', undefined, undefined],
    ['"not yet"', answer(503, 'outcome-unknown'), undefined],
    ['a refusal although the key has its answer', answer(409, 'order-already-paid'), CHARGE],
  ])('is not left with %s', (_, reply, made) => {
    expect(brokenIn(lastReplyViolations(asked, reply, made))).toEqual(['every-key-ends']);
  });
});
