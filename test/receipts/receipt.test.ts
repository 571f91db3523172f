import { describe, expect, it } from '@jest/globals';
import * as currencies from 'dinero.js/currencies';
import { formatAmount } from '../../functions/receipts/amount.ts';
import { type PaidCharge, writeReceipt } from '../../functions/receipts/receipt.ts';

const PAID: PaidCharge = {
  tenant: 'acme',
  id: 'ch_1',
  amount: 123456,
  currency: 'EUR',
  orderId: 'ord_1',
  receiptEmail: 'ada@example.com',
  description: 'Two mugs',
  createdAtMs: Date.UTC(2026, 0, 1, 9, 30),
};

describe('an amount', () => {
  it.each([
    [123456, 'EUR', '€1,234.56'],
    [5, 'EUR', '€0.05'],
    [500, 'JPY', '¥500'],
    [1234, 'BHD', 'BHD 1.234'],
    [99_999_999, 'USD', '$999,999.99'],
    // Intl alone would drop these digits.
    [123456, 'HUF', 'HUF 1,234.56'],
    [123456, 'IQD', 'IQD 123.456'],
    [123456, 'CLF', 'CLF 12.3456'],
  ])('of %d in %s is written %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency)).toBe(text);
  });

  it.each(Object.values(currencies).map(({ code, exponent }) => [code, exponent] as const))(
    'in %s has the %d digits that ISO 4217 gives it',
    (code, exponent) => {
      const [, fraction = ''] = /\.(\d+)$/.exec(formatAmount(99_999_999, code)) ?? [];
      expect(fraction).toHaveLength(exponent);
      expect(formatAmount(99_999_999, code).replaceAll(/\D/g, '')).toBe('99999999');
    },
  );

  it.each([
    [100, 'XXQ'],
    [1.5, 'EUR'],
    [-1, 'EUR'],
    [Number.NaN, 'EUR'],
  ])('of %d in %s cannot be written', (amount, currency) => {
    expect(() => formatAmount(amount, currency)).toThrow('This is no amount of money');
  });
});

describe('a receipt', () => {
  it('says what was paid, when, for what, and how to name it', () => {
    expect(writeReceipt(PAID).subject).toBe('Receipt: €1,234.56');
    expect(writeReceipt(PAID).text).toBe(
      [
        'Thank you. This payment has been made:',
        '',
        'Amount: €1,234.56',
        'Date: 2026-01-01 09:30 UTC',
        'Description: Two mugs',
        'Order: ord_1',
        'Reference: ch_1',
        '',
        'If you have a question about it, give the reference above.',
        '',
      ].join('\n'),
    );
  });

  it('leaves out what there is not', () => {
    const { text } = writeReceipt({ ...PAID, description: null, orderId: null });
    expect(text).not.toMatch(/Description|Order|null/);
  });

  it('says the same in HTML, where a stranger’s text is text', () => {
    const { html } = writeReceipt({ ...PAID, description: `<img src="x"> & 'so on'` });

    expect(html).toContain('&lt;img src=&quot;x&quot;&gt; &amp; &#39;so on&#39;');
    expect(html).not.toContain('<img');
    for (const part of ['€1,234.56', '2026-01-01 09:30 UTC', 'ord_1', 'ch_1']) expect(html).toContain(part);
  });

  it('loads nothing from anywhere', () => {
    expect(writeReceipt(PAID).html).not.toMatch(/https?:|src=|url\(|<link|<script|@import/);
  });

  it.each([
    ['a line break', 'mugs\r\nAmount: €0.00', 'Description: mugs Amount: €0.00'],
    ['a line separator', 'mugs\u2028Amount: 0', 'Description: mugs Amount: 0'],
    ['a character that turns the direction', 'mugs \u202e00.9€', 'Description: mugs 00.9€'],
  ])('keeps a description on its line: %s', (_, description, line) => {
    expect(writeReceipt({ ...PAID, description }).text.split('\n')).toContain(line);
  });
});
