import { type EpochMs, toTimestamp } from '../shared/clock.ts';
import { formatAmount } from './amount.ts';

/** A charge that has succeeded, as far as its receipt is concerned. */
export interface PaidCharge {
  readonly tenant: string;
  readonly id: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly orderId: string | null;
  /** Said with the charge: goes before the address of its order. */
  readonly receiptEmail: string | null;
  readonly description: string | null;
  readonly createdAtMs: EpochMs;
}

/** A mail without its addresses. */
export interface Receipt {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Text of strangers on one line. A line break could begin a line that looks like one of ours, and a character that
 * turns the direction of writing could make an amount read backwards.
 */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

type Row = readonly [name: string, value: string];

const rowsOf = (charge: PaidCharge): Row[] => [
  ['Amount', formatAmount(charge.amount, charge.currency)],
  ['Date', `${toTimestamp(charge.createdAtMs).slice(0, 16).replace('T', ' ')} UTC`],
  ...(charge.description === null ? [] : [['Description', oneLine(charge.description)] as const]),
  ...(charge.orderId === null ? [] : [['Order', oneLine(charge.orderId)] as const]),
  ['Reference', charge.id],
];

const FIRST_LINE = 'Thank you. This payment has been made:';
const LAST_LINE = 'If you have a question about it, give the reference above.';

const toText = (rows: readonly Row[]): string =>
  [FIRST_LINE, '', ...rows.map(([name, value]) => `${name}: ${value}`), '', LAST_LINE, ''].join('\n');

/** Nothing in it is loaded from anywhere: no image tells that, when or where it was read. */
const toHtml = (title: string, rows: readonly Row[]): string => {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th align="left" style="padding-right:1em">${name}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`,
    '<body style="font-family:sans-serif">',
    `<p>${FIRST_LINE}</p>`,
    '<table>',
    ...cells,
    '</table>',
    `<p>${LAST_LINE}</p>`,
    '</body></html>',
    '',
  ].join('\n');
};

/**
 * Writes the receipt of a charge, as text and as HTML. The same charge always gives the same receipt.
 *
 * @throws Error for a charge that cannot be written about, such as one in a currency that nobody knows
 */
export const writeReceipt = (charge: PaidCharge): Receipt => {
  const rows = rowsOf(charge);
  const subject = `Receipt: ${formatAmount(charge.amount, charge.currency)}`;
  return { subject, text: toText(rows), html: toHtml(subject, rows) };
};
