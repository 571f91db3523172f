import { describe, expect, it } from '@jest/globals';
import { holdsCardNumber } from '../../functions/http/card-number.ts';

/** The schemes' published test numbers. */
const CARDS = [
  '4242424242424242',
  '4000056655665556',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011111111111117',
  '6011000990139424',
  '6500000000000002',
  '3566002020360505',
  '36227206271667',
  '30569309025904',
  '6200000000000005',
  '6205500000000000004',
];

const grouped = (card: string, separator: string): string => card.replace(/(?<=^(?:.{4})+)/g, separator);

describe('a card number', () => {
  it.each(CARDS)('is seen: %s', (card) => {
    expect(holdsCardNumber(card)).toBe(true);
    expect(holdsCardNumber(`pm_${card}`)).toBe(true);
    expect(holdsCardNumber(`card: ${card}, please`)).toBe(true);
  });

  it.each([' ', '-'])('is seen in groups of four with "%s"', (separator) => {
    for (const card of CARDS) expect(holdsCardNumber(grouped(card, separator))).toBe(true);
  });

  it.each([
    '4242424242424242 12 27',
    '4242424242424242 12/27 123',
    '12 4242 4242 4242 4242',
    '4242 4242 4242 4242 1227 123',
    'order 7 4242-4242-4242-4242 2027',
    '1 4242424242424242 4242424242424242',
  ])('is seen beside other digits: %s', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });
});

describe('what is no card number', () => {
  it.each([
    ['a number whose check digit is wrong', '4242424242424241'],
    ['a German article number (EAN-13)', '4006381333931'],
    ['an article number that passes the check of cards', '4006381331043'],
    ['a time in milliseconds', '1767225600000'],
    ['a date and a time', '2026-01-01 00:00:00'],
    ['a telephone number', '+49 30 901820 4242'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a longer number', '42424242424242424242424242'],
    ['a token', 'pm_1QkZ4242LkdIwHu7ix0snN0B'],
    ['nothing', ''],
  ])('is let through: %s', (_, text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  it('is looked through at once, however long it is', () => {
    const before = process.cpuUsage();

    for (const part of ['4', '4 ', '42-', '4242 ']) holdsCardNumber(part.repeat(32_768));
    // CPU, which a busy machine does not add to. A time that grew with the square of the length would be far beyond it.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(4_000);
  });
});
