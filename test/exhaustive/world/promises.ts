import type { Charge } from '../../../functions/charges/charge.ts';
import type { Attributes } from '../../../functions/idempotency/operation.ts';
import { recordOf } from '../../../functions/idempotency/store.ts';
import type { Order } from '../../../functions/orders/order.ts';
import type { Facts } from './facts.ts';
import { CHARGE_PKS, chargeId, KEYS, ORDER_PK } from './scene.ts';
import { itemIn } from './table.ts';

/** The promise that the facts break, in words; `null` when they break none. */
export const brokenPromise = ({ items, ledger, replies }: Facts): string | null => {
  const open: string[] = [];
  let hasPaid = false;
  for (const [index, key] of KEYS.entries()) {
    const item = itemIn(items, CHARGE_PKS[index] ?? '');
    const moved = ledger.moved[chargeId(key)] ?? 0;
    if (moved > 1) return `money moved ${moved} times for key ${key}`;
    if (item === undefined) {
      if (replies[key] !== undefined) return `key ${key} has a reply and no charge`;
      continue;
    }
    const charge = item as unknown as Charge;
    const record = recordOf(item);
    if (record.state === 'in-progress' && charge.orderId !== null) open.push(charge.id);
    const reply = replies[key];
    if (record.state !== 'completed') {
      if (reply !== undefined) return `key ${key} has a definitive reply, and its charge is open again`;
      continue;
    }
    if (charge.status === 'processing') return `the charge of key ${key} is completed without an end`;
    if ((charge.status === 'succeeded') !== (moved === 1))
      return `the charge of key ${key} is ${charge.status}, and money moved ${moved} times`;
    if (reply !== undefined && reply !== JSON.stringify(record.response))
      return `the reply of key ${key} is not the one that is stored`;
    hasPaid ||= charge.status === 'succeeded' && charge.orderId !== null;
  }
  const order = itemIn(items, ORDER_PK) as unknown as Order | undefined;
  if (order === undefined) return null;
  const captured = KEYS.reduce((sum, key) => sum + (ledger.moved[chargeId(key)] ?? 0), 0);
  if (captured > 1) return `money moved ${captured} times for one order`;
  const holders = order.status === 'paying' ? [order.payingCharge] : [];
  if (holders.join() !== open.join())
    return `the order is ${order.status} while ${open.length} of its charges are in progress`;
  if ((order.status === 'paid') !== hasPaid)
    return `the order is ${order.status}, and ${hasPaid ? 'one' : 'none'} of its charges succeeded`;
  return null;
};

/** Whether a write took an item from an attempt whose lease was still running. */
export const isTakenTooEarly = (
  before: string | undefined,
  after: string | undefined,
  nowMs: number,
): boolean => {
  if (before === undefined || after === undefined || before === after) return false;
  const [was, is] = [before, after].map((text) => recordOf(JSON.parse(text) as Attributes));
  return (
    was?.state === 'in-progress' &&
    is?.state === 'in-progress' &&
    was.owner !== is.owner &&
    nowMs < was.leaseExpiresAtMs
  );
};
