import type { Request, Response } from '../rig/invoke.ts';
import type { StoredCharge, StoredOrder, StoredRefund } from './stored.ts';
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
  /** The charge or refund that the key leads to, as it is stored. */
  readonly item: StoredCharge | StoredRefund | undefined;
  /** The charge that the path names, of the tenant who asks, as it was when this was asked for the first time. */
  readonly target: StoredCharge | undefined;
  /** All that was ever left of it to be refunded. */
  readonly left: ReadonlySet<number>;
  /** The function's own name: its attempts are called after it. */
  readonly name: string;
}

/** An attempt is named after the function that makes it: `Instance.world.uniqueName`. */
export const isOwnedBy = (owner: string, name: string): boolean => owner.startsWith(`${name}#`);

/** Why what a refusal says is not so; `undefined` when it is. An order's last states are final: they are so for ever. */
const untruth = (request: Request, { json, status }: Response, facts: RefusalFacts): string | undefined => {
  const { order, named, item, target } = facts;
  const asked = (request.body ?? {}) as { readonly amount?: number; readonly currency?: string };
  switch (json?.code) {
    case 'not-found':
      return (order ?? target) === undefined ? undefined : `${(order ?? target)?.id} is there`;
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
    case 'charge-not-refundable':
      return target?.status === 'succeeded' ? 'the charge had succeeded' : undefined;
    case 'refund-exceeds-charge':
      if (!facts.left.has(json.refundable)) return 'so much was never left';
      // "All that is left" is as much as was left at some time before.
      return json.refundable >= (asked.amount ?? Math.max(...facts.left)) ? 'that much was left' : undefined;
    case 'idempotency-key-reused':
      return facts.bodiesOfKey > 1 ? undefined : 'the key was only ever sent with this body';
    case 'unavailable':
      return item !== undefined && item.state !== 'released' && isOwnedBy(item.owner, facts.name)
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
