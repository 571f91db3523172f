import { FIRST_KEPT, LATEST_KEPT } from '../../functions/idempotency/trail.ts';
import { DEFAULT_SETTLE_AFTER_S } from '../../functions/shared/limits.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { brokenOf, type Violation } from './violation.ts';

type Attempts = Pick<StoredCharge, 'id' | 'state' | 'owner' | 'attempt' | 'earlier'>;

/** A record has been written: it says who was at it before, and the latest of them is who was there until then. */
export const attemptViolations = (before: Attempts | undefined, after: Attempts): Violation[] => {
  const { id, state, owner, attempt, earlier } = after;
  const latest = earlier.at(-1);
  // What ends a released record in one write is no attempt: all of them are behind it.
  const past = state === 'completed' && latest?.attempt === attempt ? attempt : attempt - 1;
  const all = Array.from({ length: past }, (_, index) => index + 1);
  const kept = all.filter((number) => number <= FIRST_KEPT || number > past - LATEST_KEPT).join();
  const told = earlier.map((one) => one.attempt).join();
  const isTaken = before !== undefined && state === 'in-progress' && before.owner !== owner;
  const isNext = latest?.owner === before?.owner && attempt === (before?.attempt ?? 0) + 1;
  return brokenOf([
    [told !== kept, 'attempts-are-told', `${id}, attempt ${attempt}, ${state}: ${told || 'none'} before`],
    [isTaken && !isNext, 'attempts-are-told', `${id} was ${before?.owner}'s, and says ${latest?.owner}'s`],
  ]);
};

/** A charge has been written. @param captured how often its money has moved by then */
export const chargeViolations = (
  before: StoredCharge | undefined,
  after: StoredCharge,
  captured: number,
): Violation[] => {
  const { id, status, state } = after;
  const isFinal = state === 'completed';
  const wasFinal = before?.state === 'completed';
  const hasChanged = wasFinal && (before.response !== after.response || before.status !== status);
  // By the clock of whoever ended it: it read the same clock to see that it may.
  const ageMs = after.updatedAtMs - after.createdAtMs;
  const isAbandoned = isFinal && after.failureCode === 'charge-abandoned';
  return [
    ...attemptViolations(before, after),
    ...brokenOf([
      [wasFinal && (hasChanged || !isFinal), 'final-stays-final', `${id} was ${before?.status}`],
      [before !== undefined && before.intent !== after.intent, 'intent-stays', id],
      [(status === 'processing') === isFinal, 'final-stays-final', `${id} is ${status}, its record ${state}`],
      [status === 'succeeded' && captured === 0, 'success-is-backed', `${id} is stored as succeeded`],
      [status === 'failed' && captured > 0, 'failure-is-true', `${id} is stored as failed`],
      [after.isDue === isFinal, 'due-while-open', `${id} is ${status}`],
      [isAbandoned && ageMs < DEFAULT_SETTLE_AFTER_S * 1000, 'abandoned-when-old', `${id}, ${ageMs} ms old`],
    ]),
  ];
};

/** An order has been written. */
export const orderViolations = (before: StoredOrder | undefined, after: StoredOrder): Violation[] => {
  const wasFinal = before?.status === 'paid' || before?.status === 'canceled';
  const { id, status, version, payingCharge, chargeId } = after;
  // Every change counts: two that were made from the same version count once.
  const isNext = version === (before?.version ?? 0) + 1;
  return brokenOf([
    [!isNext, 'no-lost-update', `${id} went from version ${before?.version ?? 0} to ${version}`],
    [wasFinal && before.status !== status, 'final-stays-final', `${id} was ${before?.status}, is ${status}`],
    [status !== 'paying' && payingCharge !== null, 'held-while-open', `${id} is ${status} and held`],
    [status !== 'paid' && chargeId !== null, 'paid-by-its-charge', `${id} is ${status} and has a payer`],
  ]);
};

type ByTenantAndId<Item> = ReadonlyMap<string, Item>;

const chargeAgainstOrder = (
  { id, state, status, amount, currency, orderId }: StoredCharge,
  order: StoredOrder | undefined,
): Violation[] => {
  const isHeld = order?.status === 'paying' && order.payingCharge === id;
  const isPaid = order?.status === 'paid' && order.chargeId === id;
  const isSameSum = order?.total === amount && order.currency === currency;
  return brokenOf([
    [state === 'in-progress' && !isHeld, 'held-while-open', `${id} is open, ${orderId} is ${order?.status}`],
    [status === 'succeeded' && !isPaid, 'paid-by-its-charge', `${id} paid, ${orderId} is ${order?.status}`],
    [(isHeld || isPaid) && !isSameSum, 'amount-as-recorded', `${id}: ${amount}, ${orderId}: ${order?.total}`],
  ]);
};

const orderAgainstCharge = ({ id, status }: StoredOrder, charge: StoredCharge | undefined): Violation[] => {
  const isIts = charge?.orderId === id;
  const isOpen = isIts && charge.state === 'in-progress';
  const hasPaid = isIts && charge.status === 'succeeded';
  return brokenOf([
    [status === 'paying' && !isOpen, 'held-while-open', `${id} is paying, its charge is ${charge?.state}`],
    [status === 'paid' && !hasPaid, 'paid-by-its-charge', `${id} is paid, its charge is ${charge?.status}`],
  ]);
};

/** How charges and orders stand to each other, at any moment. */
export const holdViolations = (
  charges: ByTenantAndId<StoredCharge>,
  orders: ByTenantAndId<StoredOrder>,
): Violation[] => {
  const violations: Violation[] = [];
  for (const charge of charges.values())
    if (charge.orderId !== null && (charge.state === 'in-progress' || charge.status === 'succeeded'))
      violations.push(...chargeAgainstOrder(charge, orders.get(`${charge.tenant} ${charge.orderId}`)));
  for (const order of orders.values())
    if (order.status === 'paying' || order.status === 'paid') {
      const chargeId = order.status === 'paying' ? order.payingCharge : order.chargeId;
      violations.push(...orderAgainstCharge(order, charges.get(`${order.tenant} ${chargeId}`)));
    }
  return violations;
};
