import { describe, expect, it } from '@jest/globals';
import { type Mailed, receiptViolations } from './receipts.ts';

const charge = { tenant: 'acme', id: 'ch_1', status: 'succeeded' };
const mailAbout = (id: string) => ({ text: `Thank you.\n\nAmount: EUR 25.00\nReference: ${id}\n` });
const incident = (name: string, chargeId = 'ch_1'): string =>
  JSON.stringify({ message: 'incident', incident: name, chargeId });

/** A receipt that went out and another whose function was killed. */
const KEPT: Mailed = {
  charges: [charge, { ...charge, id: 'ch_2' }],
  mails: [mailAbout('ch_1')],
  incidents: [incident('receipt-unknown', 'ch_2')],
  struck: 1,
};

const BROKEN: readonly [string, Partial<Mailed>][] = [
  ['ch_1 has a second receipt', { mails: [mailAbout('ch_1'), mailAbout('ch_1')] }],
  ['ch_1 has a receipt and is failed', { charges: [{ ...charge, status: 'failed' }], incidents: [] }],
  ['ch_9 has a receipt and is not there', { mails: [mailAbout('ch_9')] }],
  ['an unknown charge has a receipt', { mails: [{ text: null }] }],
  ['1 receipts are unknown, and only 0 functions', { struck: 0 }],
  ['receipt-unknown', { charges: [charge] }],
  ['receipt-unwritable', { incidents: [incident('receipt-unwritable')] }],
  ['order-hold-lost', { incidents: [incident('order-hold-lost')] }],
];

describe('looking at the receipts of a storm', () => {
  it('finds nothing when there is one at most, and one unknown for a function that was struck', () => {
    expect(receiptViolations(KEPT)).toEqual([]);
  });

  it('takes an alarm that is told twice for one', () => {
    expect(receiptViolations({ ...KEPT, incidents: [...KEPT.incidents, ...KEPT.incidents] })).toEqual([]);
  });

  it.each(BROKEN)('says: … %s …', (violation, broken) => {
    expect(receiptViolations({ ...KEPT, ...broken }).join('\n')).toContain(violation);
  });
});
