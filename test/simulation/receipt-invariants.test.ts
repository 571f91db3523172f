import { describe, expect, it } from '@jest/globals';
import { brokenIn, CHARGE, OPEN, PAID } from './hand-made.ts';
import { mailViolations, untoldViolations } from './receipt-invariants.ts';
import { REDACTED_EMAIL } from './redacted.ts';

describe('a mail', () => {
  const mail = { to: 'ada@example.com', text: 'Reference: ch_1' };

  it('may tell of a charge that has succeeded, to the address of its order or its own', () => {
    expect(mailViolations(mail, CHARGE, PAID, 0)).toEqual([]);
    const own = { ...CHARGE, receiptEmail: 'bob@example.com' };
    expect(mailViolations({ ...mail, to: 'bob@example.com' }, own, PAID, 0)).toEqual([]);
  });

  it.each([
    ['one-receipt', mail, CHARGE, 1],
    ['receipt-of-success', mail, OPEN, 0],
    ['receipt-of-success', mail, undefined, 0],
    ['receipt-of-success', { ...mail, to: REDACTED_EMAIL }, CHARGE, 0, { ...PAID, email: REDACTED_EMAIL }],
    ['receipt-of-success', { ...mail, to: 'eve@example.com' }, CHARGE, 0],
    ['receipt-of-success', mail, { ...CHARGE, receiptEmail: 'bob@example.com' }, 0],
  ])('breaks "%s"', (invariant, sent, charge, earlier, order = PAID) => {
    expect(brokenIn(mailViolations(sent, charge, order, earlier))).toEqual([invariant]);
  });
});

describe('a success', () => {
  const untold = (
    receipt: string | undefined,
    mails: number,
    more: Partial<Record<'isSetAside' | 'isRedacted', boolean>> = {},
  ) =>
    brokenIn(
      untoldViolations({
        charges: [CHARGE, OPEN],
        order: () => PAID,
        mails: () => mails,
        records: new Map(
          receipt === undefined ? [] : [['1', { chargeId: { S: 'ch_1' }, receipt: { S: receipt } }]],
        ),
        isRedacted: () => more.isRedacted ?? false,
        isSetAside: () => more.isSetAside ?? false,
      }),
    );

  it('is told, or known not to be for sure', () => {
    expect([untold('sent', 1), untold('unknown', 0), untold('unknown', 1)]).toEqual([[], [], []]);
    expect(untold(undefined, 0, { isSetAside: true })).toEqual([]);
    expect(untold('no-address', 0, { isRedacted: true })).toEqual([]);
  });

  it('is not forgotten', () => {
    for (const violations of [
      untold(undefined, 0),
      untold('no-address', 0),
      untold('sent', 0),
      untold(undefined, 0, { isRedacted: true }),
    ])
      expect(violations).toEqual(['every-receipt']);
  });
});
