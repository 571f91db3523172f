import type { Request, Response } from '../rig/invoke.ts';
import type { StoredCharge, StoredOrder } from './stored.ts';
import { broken, type Violation } from './violation.ts';

/** What is so when a function refuses. */
export interface RefusalFacts {
  /** The order that the request is about, of the tenant who asks. */
  readonly order: StoredOrder | undefined;
  /** Every sum that this order ever came to, as "2500 EUR". */
  readonly sums: ReadonlySet<string>;
  /** The charge that the reply names. */
  readonly named: StoredCharge | undefined;
  /** How many different bodies were ever sent with this key. */
  readonly bodiesOfKey: number;
  /** The charge that the key leads to, as it is stored. */
  readonly charge: StoredCharge | undefined;
  /** The function's own name: its attempts are called after it. */
  readonly name: string;
}

/** An attempt is named after the function that makes it: `Instance.world.uniqueName`. */
export const isOwnedBy = (owner: string, name: string): boolean => owner.startsWith(`${name}#`);

/** Why what a refusal says is not so; `undefined` when it is. An order's last states are final: they are so for ever. */
const untruth = (request: Request, { json, status }: Response, facts: RefusalFacts): string | undefined => {
  const { order, named, charge } = facts;
  const asked = (request.body ?? {}) as { readonly amount?: number; readonly currency?: string };
  switch (json?.code) {
    case 'not-found':
      return order === undefined ? undefined : `${order.id} is there`;
    case 'order-already-paid':
      return order?.status === 'paid' ? undefined : `the order is ${order?.status}`;
    case 'order-not-editable':
      return order?.status === 'canceled' ? undefined : `the order is ${order?.status}`;
    case 'order-amount-mismatch':
      return [...facts.sums].every((sum) => sum === `${asked.amount} ${asked.currency}`)
        ? 'the order has never had another total'
        : undefined;
    case 'order-payment-in-progress':
      return order !== undefined && named?.orderId === order.id
        ? undefined
        : 'that charge is not for the order';
    case 'idempotency-key-reused':
      return facts.bodiesOfKey > 1 ? undefined : 'the key was only ever sent with this body';
    case 'unavailable':
      return charge !== undefined && charge.state !== 'released' && isOwnedBy(charge.owner, facts.name)
        ? 'this attempt holds the key'
        : undefined;
    default:
      return status === 204 && order?.status !== 'canceled' ? 'the order is not canceled' : undefined;
  }
};

/** A function has refused, or has said that an order is canceled. */
export const refusalViolations = (request: Request, reply: Response, facts: RefusalFacts): Violation[] => {
  const why = untruth(request, reply, facts);
  if (why === undefined) return [];
  return [
    broken(
      'refusal-is-true',
      `${request.tenant} ${request.route} ${request.key ?? ''}: ${reply.status} ${reply.json?.code ?? ''}, but ${why}`,
    ),
  ];
};
