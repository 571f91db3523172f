import type { Entry } from './payments.ts';
import type { StoredCharge } from './stored.ts';
import { brokenOf, type Violation } from './violation.ts';

/** What stood in the books before, and what we knew of the charge, when an entry was made. */
export interface Before {
  readonly charge: Pick<StoredCharge, 'status' | 'orderId' | 'amount' | 'currency'> | undefined;
  /** How often money moved for this charge, and for its order, by earlier entries. */
  readonly capturedForCharge: number;
  readonly capturedForOrder: number;
}

/** The processor has made an entry in its books. */
export const entryViolations = (
  { chargeId, status, amount, currency }: Pick<Entry, 'chargeId' | 'status' | 'amount' | 'currency'>,
  { charge, capturedForCharge, capturedForOrder }: Before,
): Violation[] => {
  const isCaptured = status === 'succeeded';
  const isSame = charge?.amount === amount && charge.currency === currency;
  const sum = `${amount} moved for ${chargeId}`;
  return brokenOf([
    [isCaptured && capturedForCharge > 0, 'one-charge-per-key', `${sum}, again`],
    [
      isCaptured && capturedForOrder > 0,
      'one-charge-per-order',
      `${sum}: its order ${charge?.orderId} was paid`,
    ],
    [charge === undefined, 'record-before-money', `${status} ${chargeId}`],
    [charge !== undefined && !isSame, 'amount-as-recorded', `${sum}, not ${charge?.amount}`],
    [
      isCaptured && charge?.status === 'failed',
      'failure-is-true',
      `${sum}, which had been told to have failed`,
    ],
  ]);
};
