import type { Charge } from '../../functions/charges/charge.ts';
import type { IdempotencyRecord } from '../../functions/idempotency/record.ts';
import type { Order } from '../../functions/orders/order.ts';
import type { Entry } from './payments.ts';
import type { Said } from './shoppers.ts';

/** Everything that can be looked at when the dust has settled. */
export interface Ending {
  readonly charges: readonly (Charge & { readonly record: IdempotencyRecord })[];
  readonly orders: readonly Order[];
  readonly ledger: readonly Entry[];
  readonly said: readonly Said[];
  readonly chargesByRecovery: number;
}

const countBy = <T>(all: readonly T[], nameOf: (one: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
};

const twice = (counts: Map<string, number>): string[] =>
  [...counts].filter(([, count]) => count > 1).map(([name]) => name);

/** At any moment: by the processor's own books, no key and no order has been paid twice. */
export const moneyViolations = ({ charges, ledger }: Pick<Ending, 'charges' | 'ledger'>): string[] => {
  const captured = ledger.filter(({ status }) => status === 'succeeded');
  const orderOf = new Map(charges.map(({ id, orderId }) => [id, orderId]));
  return [
    ...twice(countBy(captured, ({ chargeId }) => chargeId)).map((id) => `the charge ${id} moved money twice`),
    ...twice(
      countBy(
        captured.filter(({ chargeId }) => orderOf.get(chargeId) != null),
        ({ chargeId }) => orderOf.get(chargeId) ?? '',
      ),
    ).map((id) => `the order ${id} was paid twice`),
    ...ledger
      .filter(({ chargeId }) => !orderOf.has(chargeId))
      .map(({ chargeId }) => `money was asked for ${chargeId} without a record`),
  ];
};

/** At the end: every story is told to its end, and told truly. */
export const endViolations = (ending: Ending): string[] => {
  const { charges, orders, ledger, said, chargesByRecovery } = ending;
  const hasMoved = (id: string): boolean =>
    ledger.some(({ chargeId, status }) => chargeId === id && status === 'succeeded');
  const payerOf = (order: Order): Charge | undefined =>
    charges.find(({ orderId, status }) => orderId === order.id && status === 'succeeded');
  const replies = new Map<string, Set<string>>();
  for (const { tenant, key, bytes } of said) {
    const name = `${tenant} ${key}`;
    replies.set(name, (replies.get(name) ?? new Set()).add(bytes));
  }
  return [
    ...moneyViolations(ending),
    ...charges
      .filter(({ record }) => record.state !== 'completed')
      .map(({ id }) => `the charge ${id} never ended`),
    ...charges
      .filter(({ id, status }) => (status === 'succeeded') !== hasMoved(id))
      .map(({ id, status }) => `the charge ${id} says ${status}, the books say otherwise`),
    ...orders
      .filter(({ status }) => status === 'paying')
      .map(({ id }) => `the order ${id} is paying for ever`),
    ...orders
      .filter((order) => (order.status === 'paid') !== (payerOf(order) !== undefined))
      .map(({ id, status }) => `the order ${id} is ${status}, its charges say otherwise`),
    ...[...replies]
      .filter(([, bytes]) => bytes.size > 1)
      .map(([name]) => `the key ${name} got differing replies`),
    ...(chargesByRecovery > 0 ? [`the recovery asked for money ${chargesByRecovery} times`] : []),
  ];
};
