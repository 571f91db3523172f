import type { Charge } from '../../functions/charges/charge.ts';
import type { Order } from '../../functions/orders/order.ts';
import { formatAmount } from '../../functions/receipts/amount.ts';
import { refundableOf } from '../../functions/refunds/refund.ts';
import { toTimestamp } from '../../functions/shared/clock.ts';
import type { Found, StoredReceipt } from './gather.ts';
import { type Telling, tellAttempts } from './tell-attempts.ts';
import { tellEnding } from './tell-ending.ts';
import { tellOpen, tellReleased } from './tell-record.ts';
import { tellRefundShortly } from './tell-refund.ts';
import { tellRepeat } from './tell-repeat.ts';

type FoundCharge = Extract<Found, { kind: 'charge' }>;

const tellProcessor = ({ status, failure, processorId, processor }: Charge): string => {
  const who = `The processor (${processor.name}, account ${processor.account})`;
  if (status === 'succeeded')
    return `${who} moved the money: payment ${processorId}, under the key ${processor.downstreamKey}.`;
  if (failure?.code === 'charge-abandoned')
    return `${who} has moved no money for it, and will not: its key there was ${processor.downstreamKey}.`;
  if (failure !== null) return `${who} declined: ${failure.code} ("${failure.message}"). No money moved.`;
  return `What ${who.replace('The', 'the')} did about it is not known here. It would be under the key ${processor.downstreamKey}, with the charge's id in the metadata.`;
};

const tellOrder = ({ id, orderId }: Charge, order: Order | undefined): string => {
  if (orderId === null) return 'It is for no order.';
  if (order === undefined)
    return `It is for the order ${orderId}, which is not there: compare with the processor before anything is changed.`;
  const { status, payingCharge, chargeId } = order;
  if (status === 'paying')
    return payingCharge === id
      ? `It holds the order ${orderId}, which nobody else can pay or change meanwhile.`
      : `The order ${orderId} is held by another charge, ${payingCharge}.`;
  if (status === 'paid')
    return chargeId === id
      ? `It has paid the order ${orderId}.`
      : `The order ${orderId} was paid by another charge, ${chargeId}.`;
  return status === 'placed'
    ? `The order ${orderId} is placed: another charge can pay it.`
    : `The order ${orderId} was canceled.`;
};

const tellRefunds = (charge: Charge, refunds: FoundCharge['refunds']): string[] => {
  if (charge.status !== 'succeeded') return refunds.map(tellRefundShortly);
  const { amountRefunded, currency } = charge;
  const left = refundableOf(charge);
  const sum = `${formatAmount(amountRefunded, currency)} of it has been given back; ${formatAmount(left, currency)} can still be refunded.`;
  return [sum, ...refunds.map(tellRefundShortly)];
};

const tellReceipt = ({ status }: Charge, receipt: StoredReceipt | undefined): string[] => {
  if (status !== 'succeeded') return [];
  if (receipt === undefined)
    return ['Of its receipt nothing is on record: none was asked for, or it is longer than 30 days ago.'];
  const { receipt: outcome, messageId, record } = receipt;
  if (outcome === undefined)
    return [
      `Its receipt is not out: its record is ${record.state} since ${toTimestamp(record.createdAtMs)}.`,
    ];
  return [`Its receipt: ${outcome}${messageId === undefined ? '' : ` (message ${messageId})`}.`];
};

const tellState = (charge: FoundCharge['charge'], telling: Telling): string[] => {
  const { record } = charge;
  if (record.state === 'completed') return [tellEnding(charge, record, telling)];
  return record.state === 'released' ? tellReleased(record, telling) : tellOpen(record, telling);
};

/** The history of a charge, one sentence or two at a time. Nothing that its payer wrote is part of it. */
export const tellCharge = (found: FoundCharge, nowMs: number): string[] => {
  const { charge, order, refunds, receipt } = found;
  const { record, redactedAtMs } = charge;
  const telling = { what: 'charge', claimedBy: 'request', nowMs } as const;
  return [
    `Charge ${charge.id} of ${charge.tenant}: ${formatAmount(charge.amount, charge.currency)}, ${charge.status}.`,
    `Claimed at ${toTimestamp(record.createdAtMs)} (+0.0 s): from then on it was on record, before anything was sent to the processor.`,
    ...tellAttempts(record, telling),
    ...tellState(charge, telling),
    tellProcessor(charge),
    tellOrder(charge, order),
    ...tellRefunds(charge, refunds),
    ...tellReceipt(charge, receipt),
    ...(redactedAtMs === undefined
      ? []
      : [`Personal data was removed from it at ${toTimestamp(redactedAtMs)}.`]),
    tellRepeat(record, nowMs, 'charge'),
  ];
};
