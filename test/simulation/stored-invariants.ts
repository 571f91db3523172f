import type { StoredCharge, StoredOrder } from './stored.ts';
import { brokenOf, type Violation } from './violation.ts';

/** A charge has been written. @param captured how often its money has moved by then */
export const chargeViolations = (
  before: StoredCharge | undefined,
  after: StoredCharge,
  captured: number,
): Violation[] => {
  const { id, status, state } = after;
  const wasFinal = before?.state === 'completed';
  const hasChanged = wasFinal && (before.response !== after.response || before.status !== status);
  return brokenOf([
    [wasFinal && (hasChanged || state !== 'completed'), 'final-stays-final', `${id} was ${before?.status}`],
    [before !== undefined && before.intent !== after.intent, 'intent-stays', id],
    [
      (status === 'processing') !== (state !== 'completed'),
      'final-stays-final',
      `${id} is ${status}, ${state}`,
    ],
    [status === 'succeeded' && captured === 0, 'success-is-backed', `${id} is stored as succeeded`],
    [status === 'failed' && captured > 0, 'failure-is-true', `${id} is stored as failed`],
  ]);
};

/** How charges and orders stand to each other, at any moment. Orders and charges by tenant and id. */
export const holdViolations = (
  charges: ReadonlyMap<string, StoredCharge>,
  orders: ReadonlyMap<string, StoredOrder>,
): Violation[] => {
  const violations: Violation[] = [];
  for (const { id, tenant, state, status, orderId } of charges.values()) {
    if (orderId === null || (state !== 'in-progress' && status !== 'succeeded')) continue;
    const order = orders.get(`${tenant} ${orderId}`);
    const isHeld = order?.status === 'paying' && order.payingCharge === id;
    const isPaid = order?.status === 'paid' && order.chargeId === id;
    violations.push(
      ...brokenOf([
        [
          state === 'in-progress' && !isHeld,
          'held-while-open',
          `${id} is open, ${orderId} is ${order?.status}`,
        ],
        [
          status === 'succeeded' && !isPaid,
          'paid-by-its-charge',
          `${id} paid, ${orderId} is ${order?.status}`,
        ],
      ]),
    );
  }
  for (const { id, tenant, status, payingCharge, chargeId } of orders.values()) {
    if (status !== 'paying' && status !== 'paid') continue;
    const charge = charges.get(`${tenant} ${status === 'paying' ? payingCharge : chargeId}`);
    const isIts = charge?.orderId === id;
    violations.push(
      ...brokenOf([
        [
          status === 'paying' && !(isIts && charge.state === 'in-progress'),
          'held-while-open',
          `${id} is paying, its charge is ${charge?.state ?? 'not there'}`,
        ],
        [
          status === 'paid' && !(isIts && charge.status === 'succeeded'),
          'paid-by-its-charge',
          `${id} is paid, its charge is ${charge?.status ?? 'not there'}`,
        ],
      ]),
    );
  }
  return violations;
};
