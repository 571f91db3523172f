import type { Lane } from '../../events/event.ts';
import { sayAmount, sayTimes } from './amounts.ts';

/** An entry of the processor's own books, as `GET /local/processor` answers it. */
export interface LedgerEntry {
  readonly id: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly status: string;
  readonly amountRefunded: number;
}

/** What the customer was charged in one lane. */
export interface Total {
  readonly amount: number;
  readonly payments: readonly LedgerEntry[];
}

export type Totals = Readonly<Record<Lane, Total>>;

/** The endpoint without a key has no records: its payments name a charge that does not exist. */
const isWithoutKey = ({ chargeId }: LedgerEntry): boolean => chargeId.startsWith('without-key-');

const totalOf = (payments: readonly LedgerEntry[]): Total => ({
  payments,
  amount: payments.reduce((sum, { amount, amountRefunded }) => sum + amount - amountRefunded, 0),
});

export const totalsOf = (ledger: readonly LedgerEntry[]): Totals => {
  const charged = ledger.filter(({ status }) => status === 'succeeded');
  return {
    'without-key': totalOf(charged.filter(isWithoutKey)),
    'with-key': totalOf(charged.filter((entry) => !isWithoutKey(entry))),
  };
};

export const NO_TOTALS = totalsOf([]);

const chargedIn = ({ amount, payments }: Total, way: string): string => {
  const inTotal = payments.length === 1 ? '' : ' in total';
  return `${sayTimes(payments.length)} ${way}, ${sayAmount(amount)}${inTotal}`;
};

/** The closing line: all that the page has to say. */
export const totalsInWords = (totals: Totals): string => {
  const without = totals['without-key'];
  const keyed = totals['with-key'];
  const isKeyedCharged = keyed.payments.length > 0;
  if (without.payments.length === 0) {
    return isKeyedCharged
      ? `The customer was charged ${chargedIn(keyed, 'with a key')}, and has not been charged without one.`
      : 'Nobody has been charged yet.';
  }
  const withKey = isKeyedCharged ? chargedIn(keyed, 'with a key') : 'not yet with a key';
  return `The customer was charged ${chargedIn(without, 'without a key')}, and ${withKey}.`;
};
