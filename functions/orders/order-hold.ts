import { type Problem, problem } from '../http/problem.ts';
import type { Alongside } from '../idempotency/operation.ts';
import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import type { Order } from './order.ts';
import { noSuchOrder, refusalOf } from './refusal.ts';

/** A charge, as far as its order is concerned. */
interface PayingCharge {
  readonly tenant: string;
  readonly id: string;
  readonly orderId: string;
  readonly amount: number;
  readonly currency: string;
}

// DynamoDB reserves two of these words.
const STATUS = { '#status': 'status' };
const TOTAL = { '#total': 'total' };
const CHANGED = 'version = version + :one, updatedAtMs = :nowMs';
const HELD_BY_CHARGE = '#status = :paying AND payingCharge = :charge';

const change = (
  tableName: string,
  charge: PayingCharge,
  nowMs: EpochMs,
  expressions: {
    readonly update: string;
    readonly condition: string;
    readonly values: Record<string, unknown>;
    readonly names?: Record<string, string>;
  },
): Alongside<Problem>['write'] => ({
  Update: {
    TableName: tableName,
    Key: { pk: tableKey(charge.tenant, charge.orderId) },
    UpdateExpression: expressions.update,
    ConditionExpression: expressions.condition,
    ExpressionAttributeNames: { ...STATUS, ...expressions.names },
    ExpressionAttributeValues: {
      ':one': 1,
      ':nowMs': nowMs,
      ':charge': charge.id,
      ':paying': 'paying',
      ...expressions.values,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/**
 * Takes a placed order for one charge: until that charge ends, no other charge can have it and nobody can change it.
 * The amount is checked in the same write, so that a PUT just before cannot slip another total under the charge.
 */
export const holdOrder = (tableName: string, charge: PayingCharge, nowMs: EpochMs): Alongside<Problem> => ({
  write: change(tableName, charge, nowMs, {
    update: `SET #status = :paying, payingCharge = :charge, ${CHANGED}`,
    condition: '#status = :placed AND #total = :amount AND currency = :currency',
    values: { ':placed': 'placed', ':amount': charge.amount, ':currency': charge.currency },
    names: TOTAL,
  }),
  refused: (item) => {
    if (item === undefined) return noSuchOrder;
    const order = item as unknown as Order;
    return (
      refusalOf(order) ??
      problem(
        'order-amount-mismatch',
        `The order's total is ${order.total} ${order.currency}. Charge exactly that, or replace the order first.`,
        { members: { total: order.total, currency: order.currency } },
      )
    );
  },
});

const lostHold = (charge: PayingCharge): Problem =>
  problem('internal-error', `The order ${charge.orderId} was not held by the charge ${charge.id}.`);

/** The charge that holds the order has paid it. */
export const payOrder = (tableName: string, charge: PayingCharge, nowMs: EpochMs): Alongside<Problem> => ({
  write: change(tableName, charge, nowMs, {
    update: `SET #status = :paid, chargeId = :charge, ${CHANGED} REMOVE payingCharge`,
    condition: HELD_BY_CHARGE,
    values: { ':paid': 'paid' },
  }),
  refused: () => lostHold(charge),
});

/** The charge that holds the order has ended without money: the order can be paid by another one. */
export const freeOrder = (tableName: string, charge: PayingCharge, nowMs: EpochMs): Alongside<Problem> => ({
  write: change(tableName, charge, nowMs, {
    update: `SET #status = :placed, ${CHANGED} REMOVE payingCharge`,
    condition: HELD_BY_CHARGE,
    values: { ':placed': 'placed' },
  }),
  refused: () => lostHold(charge),
});
