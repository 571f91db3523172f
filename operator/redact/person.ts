import type { Charge } from '../../functions/charges/charge.ts';
import type { Order } from '../../functions/orders/order.ts';
import { isChargeOf, isOrderOf, type Stored } from '../../functions/privacy/redaction.ts';
import { allOfTenant } from './all-of-tenant.ts';
import type { Subject } from './options.ts';
import type { Means } from './redact-one.ts';

/** What is to be redacted, by id. */
export interface Traces {
  readonly orders: readonly string[];
  /** With the order of each that has one. */
  readonly charges: readonly { readonly id: string; readonly orderId: string | null }[];
}

const ordersOf = async (
  { documentClient, tables }: Means,
  tenant: string,
  email: string,
): Promise<string[]> => {
  const found: string[] = [];
  for await (const order of allOfTenant<Stored<Order>>(documentClient, tables.orders, tenant))
    if (isOrderOf(order, email)) found.push(order.id);
  return found;
};

/**
 * Everything of a person: the orders that name the address, and the charges that name it themselves or were made for one
 * of these. Reads all of the tenant's orders and charges: nothing is indexed by a person, on purpose.
 */
export const findTraces = async (means: Means, tenant: string, subject: Subject): Promise<Traces> => {
  if (subject.kind === 'charge') return { orders: [], charges: [{ id: subject.id, orderId: null }] };
  const { documentClient, tables } = means;
  const orders = subject.kind === 'order' ? [subject.id] : await ordersOf(means, tenant, subject.email);

  const charges: Traces['charges'][number][] = [];
  for await (const charge of allOfTenant<Stored<Charge>>(documentClient, tables.charges, tenant)) {
    const isTheirs = subject.kind === 'email' && isChargeOf(charge, subject.email);
    const { id, orderId } = charge;
    if (isTheirs || (orderId !== null && orders.includes(orderId))) charges.push({ id, orderId });
  }
  return { orders, charges };
};
