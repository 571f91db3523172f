import type { Order } from '../../functions/orders/order.ts';
import type { Stored } from '../../functions/privacy/redaction.ts';
import { formatAmount } from '../../functions/receipts/amount.ts';
import { toTimestamp } from '../../functions/shared/clock.ts';
import { tellRepeat } from './tell-repeat.ts';
import { at } from './times.ts';

const tellState = ({ status, payingCharge, chargeId }: Order): string => {
  switch (status) {
    case 'placed':
      return 'It is placed: it can be paid, replaced and canceled.';
    case 'paying':
      return `The charge ${payingCharge} holds it: nobody else can pay or change it until that has ended. Explain that charge to see who is at it.`;
    case 'paid':
      return `The charge ${chargeId} has paid it: that is final.`;
    case 'canceled':
      return 'It was canceled: that is final.';
  }
};

/** The history of an order. */
export const tellOrder = (order: Stored<Order>, nowMs: number): string[] => {
  const { record, version, updatedAtMs, createdAtMs, redactedAtMs } = order;
  return [
    `Order ${order.id} of ${order.tenant}: ${formatAmount(order.total, order.currency)}, ${order.status}.`,
    `Placed at ${toTimestamp(createdAtMs)} (+0.0 s), with its reply, in one write.`,
    tellState(order),
    version === 1
      ? 'It has not been changed since.'
      : `It has been changed ${version - 1} times since, the last time at ${at(updatedAtMs, createdAtMs)}.`,
    ...(redactedAtMs === undefined
      ? []
      : [`Personal data was removed from it at ${toTimestamp(redactedAtMs)}.`]),
    tellRepeat(record, nowMs, 'order'),
  ];
};
