import type { Stored } from '../../functions/privacy/redaction.ts';
import { formatAmount } from '../../functions/receipts/amount.ts';
import type { Refund } from '../../functions/refunds/refund.ts';
import { toTimestamp } from '../../functions/shared/clock.ts';
import { type Telling, tellAttempts } from './tell-attempts.ts';
import { tellEnding } from './tell-ending.ts';
import { tellOpen, tellReleased } from './tell-record.ts';
import { tellRepeat } from './tell-repeat.ts';

/** One of a charge's refunds, in a line. */
export const tellRefundShortly = ({
  id,
  amount,
  currency,
  status,
  failure,
  processorId,
  record,
}: Stored<Refund>): string =>
  `Refund ${id} of ${formatAmount(amount, currency)}, claimed at ${toTimestamp(record.createdAtMs)}: ${status}` +
  (processorId === null ? '' : ` (${processorId} at the processor)`) +
  (failure === null ? '.' : `: ${failure.code}.`);

const hasFailedLate = ({ status, processorId }: Refund): boolean =>
  status === 'failed' && processorId !== null;

const tellProcessor = (refund: Refund): string => {
  const { status, failure, processorId, processor } = refund;
  const who = `The processor (${processor.name}, account ${processor.account})`;
  if (hasFailedLate(refund))
    return `${who} had given the money back (${processorId}), and the bank returned it at ${toTimestamp(refund.updatedAtMs)}: the amount can be refunded again. The stored reply still says what was answered first.`;
  if (status === 'succeeded')
    return `${who} gave the money back: ${processorId}, under the key ${processor.downstreamKey}.`;
  if (failure?.code === 'refund-abandoned') return 'Nothing was sent to the processor.';
  if (failure !== null) return `${who} refused: ${failure.code} ("${failure.message}"). No money moved back.`;
  return `What the processor did about it is not known here. It would be under the key ${processor.downstreamKey}.`;
};

const tellState = (refund: Stored<Refund>, telling: Telling): string[] => {
  const { record } = refund;
  if (record.state === 'completed') return [tellEnding(refund, record, telling)];
  return record.state === 'released' ? tellReleased(record, telling) : tellOpen(record, telling);
};

/** The history of a refund. */
export const tellRefund = (refund: Stored<Refund>, nowMs: number): string[] => {
  const { record, amount, currency, isReserved } = refund;
  // Only an event of the processor tells of money that no charge holds.
  const claimedBy = isReserved ? 'request' : 'webhook';
  const telling = { what: 'refund', claimedBy, nowMs } as const;
  return [
    `Refund ${refund.id} of ${refund.tenant}: ${formatAmount(amount, currency)}, ${refund.status}, of the charge ${refund.chargeId}.`,
    `Claimed at ${toTimestamp(record.createdAtMs)} (+0.0 s)${isReserved ? ', and its amount taken off the charge in the same write' : ', for money that the charge never held'}.`,
    ...tellAttempts(record, telling),
    ...tellState(refund, telling),
    tellProcessor(refund),
    tellRepeat(record, nowMs, 'refund'),
  ];
};
