import { describe, expect, it } from '@jest/globals';
import { sayAmount, showAmount } from '../../../local/page/browser/amounts.ts';
import { type LedgerEntry, totalsInWords, totalsOf } from '../../../local/page/browser/totals.ts';
import { WITHOUT_KEY_PREFIX } from '../../../local/without-key/names.ts';

const payment = (chargeId: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id: `pi_${chargeId}`,
  chargeId,
  amount: 2500,
  status: 'succeeded',
  amountRefunded: 0,
  ...more,
});
const withoutKey = (number: number): LedgerEntry => payment(`${WITHOUT_KEY_PREFIX}${number}`);

describe('the closing line', () => {
  it('says in words what both lanes came to', () => {
    const ledger = [payment('ch_1'), withoutKey(1), withoutKey(2), withoutKey(3)];

    expect(totalsInWords(totalsOf(ledger))).toBe(
      'The customer was charged 3 times without a key, 75 euros in total, and once with a key, 25 euros.',
    );
  });

  it('promises nothing before the first payment', () => {
    expect(totalsInWords(totalsOf([]))).toBe('Nobody has been charged yet.');
    expect(totalsInWords(totalsOf([withoutKey(1)]))).toBe(
      'The customer was charged once without a key, 25 euros, and not yet with a key.',
    );
  });

  it('says so when a lane has not been charged', () => {
    expect(totalsInWords(totalsOf([payment('ch_1')]))).toBe(
      'The customer was charged once with a key, 25 euros, and has not been charged without one.',
    );
  });

  it('counts neither what failed nor what was given back', () => {
    const ledger = [
      payment('ch_1', { amountRefunded: 1000 }),
      payment('ch_2', { status: 'failed' }),
      payment('ch_3', { status: 'canceled' }),
    ];

    expect(totalsOf(ledger)['with-key']).toMatchObject({ amount: 1500, payments: [{ chargeId: 'ch_1' }] });
  });
});

describe('an amount', () => {
  it.each([
    [2500, '€25.00', '25 euros'],
    [100, '€1.00', '1 euro'],
    [2550, '€25.50', '25.50 euros'],
    [187_500, '€1,875.00', '1,875 euros'],
  ])('%i is shown and said', (amount, shown, said) => {
    expect(showAmount(amount)).toBe(shown);
    expect(sayAmount(amount)).toBe(said);
  });
});
