import type { Problem } from '../http/problem.ts';
import { created } from '../http/respond.ts';
import type { Alongside, Completion, Ending } from '../idempotency/operation.ts';
import { freeOrder, holdOrder, payOrder } from '../orders/order-hold.ts';
import type { CancelOutcome, ChargeOutcome } from '../processor/processor.ts';
import type { EpochMs } from '../shared/clock.ts';
import { type Charge, toChargeResource } from './charge.ts';
import { type FailureReply, failedWith, type Occasion } from './failed.ts';

type OrderWrite = typeof holdOrder;

/** The charge's order is changed in the same transaction as the charge; a charge without an order changes none. */
const order = (
  write: OrderWrite,
  ordersTable: string,
  charge: Charge,
  nowMs: EpochMs,
): Alongside<Problem>[] =>
  charge.orderId === null ? [] : [write(ordersTable, { ...charge, orderId: charge.orderId }, nowMs)];

/** What a charge takes with its claim: its order, if it has one. */
export const holdsOf = (charge: Charge, ordersTable: string, nowMs: EpochMs): Alongside<Problem>[] =>
  order(holdOrder, ordersTable, charge, nowMs);

/**
 * How an attempt ends, given what the processor said. The three kinds of answer stay apart: a definitive one is
 * stored and replayed, "not started" frees the key, and whatever is unknown stays claimed.
 */
export const endingOf = (
  charge: Charge,
  outcome: ChargeOutcome | CancelOutcome,
  ordersTable: string,
  occasion: Occasion,
): Ending<Problem> => {
  switch (outcome.kind) {
    case 'succeeded':
      return succeeded(charge, outcome.processorId, ordersTable, occasion);
    case 'declined':
      return failed(charge, declined(outcome.code, outcome.message), ordersTable, occasion);
    case 'canceled':
      return failed(charge, ABANDONED, ordersTable, occasion);
    case 'not-started':
      return { kind: 'not-started', alongside: order(freeOrder, ordersTable, charge, occasion.nowMs) };
    case 'unknown':
      return { kind: 'unknown' };
  }
};

/** How a released charge ends that nobody came back for. It holds no order, so it touches none. */
export const abandoned = (charge: Charge, occasion: Occasion): Completion<Problem> =>
  failedWith(ABANDONED, { chargeId: charge.id }, occasion, []);

const succeeded = (
  charge: Charge,
  processorId: string,
  ordersTable: string,
  { nowMs }: Occasion,
): Completion<Problem> => {
  const set = { status: 'succeeded' as const, processorId, updatedAtMs: nowMs };
  return {
    kind: 'completed',
    set,
    response: created(toChargeResource({ ...charge, ...set }), '/charges'),
    alongside: order(payOrder, ordersTable, charge, nowMs),
  };
};

const ABANDONED: FailureReply = {
  failure: { code: 'charge-abandoned', message: 'The payment was not finished in time. No money moved.' },
  code: 'charge-abandoned',
  detail:
    'Nobody came back for this charge in time: no money moved for it and none will. To pay, use a new key.',
};

const declined = (code: string, message: string): FailureReply => ({
  failure: { code, message },
  code: 'card-declined',
  detail: `${message} No money moved. To try again, perhaps with another payment method, use a new key.`,
});

const failed = (
  charge: Charge,
  reply: FailureReply,
  ordersTable: string,
  occasion: Occasion,
): Completion<Problem> => {
  const freed = order(freeOrder, ordersTable, charge, occasion.nowMs);
  return failedWith(reply, { chargeId: charge.id }, occasion, freed);
};
