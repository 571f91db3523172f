import { describe, expect, it } from '@jest/globals';
import * as currencies from 'dinero.js/currencies';
import { AMOUNT_MAX, isCurrency } from '../../functions/shared/money.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const ACCEPTED = LETTERS.flatMap((a) => LETTERS.flatMap((b) => LETTERS.map((c) => a + b + c))).filter(
  isCurrency,
);

describe('the currencies that can be charged', () => {
  it.each(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KWD', 'CLF'])('have %s among them', (code) => {
    expect(ACCEPTED).toContain(code);
  });

  it('all have a minor unit that divides by ten, so that an amount has one meaning', () => {
    const bases = new Map<string, unknown>(Object.values(currencies).map(({ code, base }) => [code, base]));

    expect(ACCEPTED.length).toBeGreaterThan(140);
    for (const code of ACCEPTED) expect([code, bases.get(code)]).toEqual([code, 10]);
  });

  it.each(['MGA', 'MRU'])('have not %s, which divides by five', (code) => {
    expect(ACCEPTED).not.toContain(code);
  });

  it.each(['XAU', 'XAG', 'XTS', 'XXX', 'BTC', 'ZZZ'])('have not %s, which is no money', (code) => {
    expect(ACCEPTED).not.toContain(code);
  });

  it.each(['', 'eur', 'EURO', ' EUR', 'toString', 'constructor', '__proto__'])('have not %j', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});

describe('the largest amount', () => {
  it('is counted exactly, also a hundred times', () => {
    expect(AMOUNT_MAX).toBe(99_999_999);
    expect(Number.isSafeInteger(AMOUNT_MAX * 9_999 * 100)).toBe(true);
  });
});
