import { describe, expect, it } from '@jest/globals';
import { type Before, entryViolations } from './books-invariants.ts';
import { brokenIn, FAILED, OPEN } from './hand-made.ts';

describe('an entry in the books', () => {
  const entry = { chargeId: 'ch_1', status: 'succeeded', amount: 2500, currency: 'EUR' } as const;
  const before: Before = { charge: OPEN, capturedForCharge: 0, capturedForOrder: 0 };

  it('may be the first for its charge and its order', () => {
    expect(entryViolations(entry, before)).toEqual([]);
  });

  it.each<[string, Partial<Before>]>([
    ['one-charge-per-key', { capturedForCharge: 1 }],
    ['one-charge-per-order', { capturedForOrder: 1 }],
    ['record-before-money', { charge: undefined }],
    ['amount-as-recorded', { charge: { ...OPEN, amount: 1 } }],
    ['amount-as-recorded', { charge: { ...OPEN, currency: 'USD' } }],
    ['failure-is-true', { charge: FAILED }],
  ])('breaks "%s"', (invariant, changed) => {
    expect(brokenIn(entryViolations(entry, { ...before, ...changed }))).toEqual([invariant]);
  });
});
