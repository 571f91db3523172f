import { describe, expect, it } from '@jest/globals';
import { brokenIn, CANCELED, CHARGE, FAILED, OPEN, PAID, PAYING, PLACED, RELEASED } from './hand-made.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { attemptViolations, chargeViolations, holdViolations, orderViolations } from './stored-invariants.ts';

describe('a charge that is written', () => {
  it.each<[string, StoredCharge | undefined, StoredCharge, number]>([
    ['is created', undefined, OPEN, 0],
    ['is released', OPEN, RELEASED, 0],
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
    ['due-while-open', OPEN, { ...CHARGE, isDue: true }, 1],
    ['due-while-open', undefined, { ...OPEN, isDue: false }, 0],
    ['abandoned-when-old', OPEN, { ...FAILED, updatedAtMs: 299_999 }, 0],
  ])('breaks "%s"', (invariant, before, after, captured) => {
    expect(brokenIn(chargeViolations(before, after, captured))).toContain(invariant);
  });
});

describe('the attempts that a record tells of', () => {
  const past = (...numbers: number[]) =>
    numbers.map((attempt) => ({ attempt, owner: attempt === 1 ? OPEN.owner : `owner ${attempt}` }));
  const taken = (attempt: number, ...numbers: number[]): StoredCharge => ({
    ...OPEN,
    owner: `owner ${attempt}`,
    attempt,
    earlier: past(...numbers),
  });
  const abandoned: StoredCharge = { ...FAILED, owner: 'the recovery', earlier: past(1) };

  it.each<[string, StoredCharge | undefined, StoredCharge]>([
    ['of a first attempt', undefined, OPEN],
    ['of a takeover', OPEN, taken(2, 1)],
    ['of one that has ended', taken(2, 1), { ...taken(2, 1), state: 'completed' }],
    ['of a released one that is abandoned', RELEASED, abandoned],
    [
      'of as many as are kept',
      taken(10, 1, 2, 3, 4, 5, 6, 7, 8, 9),
      taken(11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    ],
    ['of more', taken(12, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11), taken(13, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12)],
  ])('are in order: those %s', (_, before, after) => {
    expect(attemptViolations(before, after)).toEqual([]);
  });

  it.each<[string, StoredCharge | undefined, StoredCharge]>([
    ['one is left out', OPEN, taken(2)],
    ['one is left out in between', taken(3, 1, 2), taken(4, 1, 3)],
    ['one is told twice', taken(2, 1), taken(3, 1, 1, 2)],
    [
      'there are too many',
      taken(11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
      taken(12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    ],
    ['a number is left out', OPEN, { ...taken(3, 1, 2), earlier: past(1, 2) }],
    ['it is not the one that was there', { ...OPEN, owner: 'somebody else' }, taken(2, 1)],
    ['an open one is behind itself', RELEASED, { ...abandoned, state: 'in-progress' }],
    ['an end forgets them', taken(2, 1), { ...CHARGE, attempt: 2 }],
  ])('break "attempts-are-told" when %s', (_, before, after) => {
    expect(brokenIn(attemptViolations(before, after))).toContain('attempts-are-told');
  });
});

describe('an order that is written', () => {
  const next = (order: StoredOrder): StoredOrder => ({ ...order, version: order.version + 1 });

  it.each<[StoredOrder | undefined, StoredOrder]>([
    [undefined, { ...PLACED, version: 1 }],
    [PLACED, next(PAYING)],
    [PAYING, next(PAID)],
    [PAYING, next(PLACED)],
    [PLACED, next(CANCELED)],
  ])('goes its way', (before, after) => expect(orderViolations(before, after)).toEqual([]));

  it.each<[string, StoredOrder, StoredOrder]>([
    ['final-stays-final', PAID, { ...PLACED }],
    ['final-stays-final', CANCELED, PAYING],
    ['no-lost-update', PLACED, PLACED],
    ['no-lost-update', PLACED, next(next(PAYING))],
    ['held-while-open', PAYING, { ...PLACED, payingCharge: 'ch_1' }],
    ['paid-by-its-charge', PAYING, { ...PLACED, chargeId: 'ch_1' }],
  ])('breaks "%s"', (invariant, before, after) => {
    expect(brokenIn(orderViolations(before, after))).toContain(invariant);
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
    [CHARGE, PAID],
    [FAILED, PLACED],
    [RELEASED, PLACED],
  ])('go together', (charge, order) => expect(between(charge, order)).toEqual([]));

  it.each<[string, StoredCharge | undefined, StoredOrder | undefined]>([
    ['held-while-open', OPEN, PLACED],
    ['held-while-open', OPEN, undefined],
    ['held-while-open', OPEN, { ...PAYING, payingCharge: 'ch_2' }],
    ['held-while-open', FAILED, PAYING],
    ['held-while-open', RELEASED, PAYING],
    ['held-while-open', undefined, PAYING],
    ['held-while-open', { ...OPEN, orderId: 'ord_2' }, PAYING],
    ['held-while-open', { ...OPEN, tenant: 'globex' }, PAYING],
    ['paid-by-its-charge', CHARGE, PLACED],
    ['paid-by-its-charge', FAILED, PAID],
    ['paid-by-its-charge', undefined, PAID],
    ['amount-as-recorded', CHARGE, { ...PAID, total: 2501 }],
    ['amount-as-recorded', OPEN, { ...PAYING, currency: 'USD' }],
  ])('break "%s" when they do not', (invariant, charge, order) => {
    expect(brokenIn(between(charge, order))).toContain(invariant);
  });
});
