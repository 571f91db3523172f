import type { Charge } from '../charges/charge.ts';
import { type Problem, problem } from '../http/problem.ts';
import type { Alongside } from '../idempotency/operation.ts';
import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import { type Refund, refundableOf } from './refund.ts';

type Write = Alongside<Problem>['write'];

const change = (
  tableName: string,
  { tenant, chargeId, amount }: Refund,
  expressions: {
    readonly update: string;
    readonly condition: string;
    readonly values?: Record<string, unknown>;
    readonly names?: Record<string, string>;
  },
): Write => ({
  Update: {
    TableName: tableName,
    Key: { pk: tableKey(tenant, chargeId) },
    UpdateExpression: expressions.update,
    ConditionExpression: expressions.condition,
    ...(expressions.names && { ExpressionAttributeNames: expressions.names }),
    ExpressionAttributeValues: { ':amount': amount, ...expressions.values },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** What a refund changes in its charge, if its amount was taken off it. */
export const reservationOf = (
  write: typeof countIn,
  tableName: string,
  refund: Refund,
  nowMs: EpochMs = refund.createdAtMs,
): Alongside<Problem>[] => (refund.isReserved ? [write(tableName, refund, nowMs)] : []);

/**
 * Takes the refund's amount off what the charge has left, in the write that claims the refund: whatever comes at the
 * same time, all refunds together never give back more than was charged.
 */
export const reserve = (tableName: string, refund: Refund): Alongside<Problem> => ({
  write: change(tableName, refund, {
    update: 'SET refundable = if_not_exists(refundable, amount) - :amount',
    condition:
      '#status = :succeeded AND (refundable >= :amount OR (attribute_not_exists(refundable) AND amount >= :amount))',
    names: { '#status': 'status' },
    values: { ':succeeded': 'succeeded' },
  }),
  refused: (item) => refusalOf(item as Charge | undefined),
});

/** The refund has ended without money: its amount can be given back by another one. */
export const giveBack = (tableName: string, refund: Refund): Alongside<Problem> => ({
  write: change(tableName, refund, {
    update: 'SET refundable = refundable + :amount',
    condition: 'attribute_exists(refundable)',
  }),
  refused: () => lost(refund),
});

/** The money has gone back: the charge shows it. */
export const countIn = (tableName: string, refund: Refund, nowMs: EpochMs): Alongside<Problem> => ({
  write: change(tableName, refund, {
    update: 'SET amountRefunded = amountRefunded + :amount, updatedAtMs = :nowMs',
    condition: 'attribute_exists(refundable)',
    values: { ':nowMs': nowMs },
  }),
  refused: () => lost(refund),
});

/** The money has come back: the charge has it again, and it can be refunded again. */
export const uncount = (tableName: string, refund: Refund, nowMs: EpochMs): Alongside<Problem> => ({
  write: change(tableName, refund, {
    update:
      'SET amountRefunded = amountRefunded - :amount, refundable = refundable + :amount, updatedAtMs = :nowMs',
    condition: 'amountRefunded >= :amount',
    values: { ':nowMs': nowMs },
  }),
  refused: () => lost(refund),
});

const lost = ({ id, chargeId }: Refund): Problem =>
  problem('internal-error', `The charge ${chargeId} holds nothing for the refund ${id}.`);

export const notRefundable = (charge: Charge | undefined): Problem =>
  problem(
    'charge-not-refundable',
    `The charge is ${charge?.status ?? 'not there'}: only money that has moved can be given back.`,
  );

const refusalOf = (charge: Charge | undefined): Problem => {
  if (charge?.status !== 'succeeded') return notRefundable(charge);
  const left = refundableOf(charge);
  return problem(
    'refund-exceeds-charge',
    left === 0
      ? 'Nothing of this charge is left to refund: all of it has been given back, or is about to be.'
      : `Only ${left} ${charge.currency} (minor units) of this charge are left to refund. Ask for that much at most, or leave the amount out.`,
    { members: { refundable: left } },
  );
};
