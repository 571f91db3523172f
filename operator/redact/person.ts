import type { Charge } from '../../functions/charges/charge.ts';
import type { Order } from '../../functions/orders/order.ts';
import {
  isChargeOf,
  isOrderOf,
  isOrderOfNobody,
  redactionOfCharge,
  type Stored,
} from '../../functions/privacy/redaction.ts';
import { allOfTenant } from './all-of-tenant.ts';
import { isRedacted } from './is-redacted.ts';
import type { Subject } from './options.ts';
import type { Means } from './redact-one.ts';

/** What is to be redacted, by id. */
export interface Traces {
  readonly orders: readonly string[];
  /** With the order of each that has one. */
  readonly charges: readonly { readonly id: string; readonly orderId: string | null }[];
}

interface Orders {
  readonly theirs: readonly string[];
  /** Those that were redacted before: they lead nobody to their charges any more. */
  readonly ofNobody: readonly string[];
}

const ordersOf = async (
  { documentClient, tables }: Means,
  tenant: string,
  email: string,
): Promise<Orders> => {
  const theirs: string[] = [];
  const ofNobody: string[] = [];
  for await (const order of allOfTenant<Stored<Order>>(documentClient, tables.orders, tenant)) {
    if (isOrderOf(order, email)) theirs.push(order.id);
    else if (isOrderOfNobody(order)) ofNobody.push(order.id);
  }
  return { theirs, ofNobody };
};

/**
 * Everything of a person: the orders that name the address, and the charges that name it themselves or were made for one
 * of these. Besides, whoever is asked for, what is left in charges of orders that were redacted before: made since then, or
 * not in the index at that time. Reads all of the tenant's orders and charges: nothing is indexed by a person, on purpose.
 */
export const findTraces = async (means: Means, tenant: string, subject: Subject): Promise<Traces> => {
  if (subject.kind === 'charge') return { orders: [], charges: [{ id: subject.id, orderId: null }] };
  const { documentClient, tables } = means;
  const orders: Orders =
    subject.kind === 'order'
      ? { theirs: [subject.id], ofNobody: [] }
      : await ordersOf(means, tenant, subject.email);

  const charges: Traces['charges'][number][] = [];
  for await (const charge of allOfTenant<Stored<Charge>>(documentClient, tables.charges, tenant)) {
    const { id, orderId } = charge;
    const isTheirs = subject.kind === 'email' && isChargeOf(charge, subject.email);
    const isLeft =
      orderId !== null && orders.ofNobody.includes(orderId) && !isRedacted(charge, redactionOfCharge(charge));
    if (isTheirs || isLeft || (orderId !== null && orders.theirs.includes(orderId)))
      charges.push({ id, orderId });
  }
  return { orders: orders.theirs, charges };
};
