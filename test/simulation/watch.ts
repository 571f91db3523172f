import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Request, Response } from '../rig/invoke.ts';
import { entryViolations } from './books-invariants.ts';
import type { State } from './counters.ts';
import type { Database } from './database.ts';
import { idOfKey } from './http-event.ts';
import type { Entry } from './payments.ts';
import { bytesOf, isDefinitive, isReplayed, replyViolations } from './reply-invariants.ts';
import { type StoredCharge, type StoredOrder, toStoredCharge, toStoredOrder } from './stored.ts';
import { chargeViolations, holdViolations } from './stored-invariants.ts';
import type { Violation } from './violation.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Seen<As> {
  readonly item: Item;
  readonly as: As;
}

const named = ({ tenant, id }: { readonly tenant: string; readonly id: string }): string => `${tenant} ${id}`;

/** Looks at everything that has just changed, after every step, and at nothing else. */
export const keepWatch = (ledger: readonly Entry[], report: (violations: readonly Violation[]) => void) => {
  const seen = {
    charges: new Map<string, Seen<StoredCharge>>(),
    orders: new Map<string, Seen<StoredOrder>>(),
  };
  const charges = new Map<string, StoredCharge>();
  const orders = new Map<string, StoredOrder>();
  const chargeById = new Map<string, StoredCharge>();
  const tenantOf = new Map<string, string>();
  const captured = new Map<string, number>();
  const replies = new Map<string, { bytes: string; firstReplies: number }>();
  let entries = 0;

  const lookAtCharge = (item: Item, before: StoredCharge | undefined): StoredCharge => {
    const after = toStoredCharge(item);
    charges.set(named(after), after);
    chargeById.set(after.id, after);
    tenantOf.set(after.id, after.tenant);
    report(chargeViolations(before, after, captured.get(after.id) ?? 0));
    return after;
  };
  const lookAtOrder = (item: Item): StoredOrder => {
    const order = toStoredOrder(item);
    orders.set(named(order), order);
    tenantOf.set(order.id, order.tenant);
    return order;
  };
  const changesIn = <As>(
    table: ReadonlyMap<string, Item> | undefined,
    known: Map<string, Seen<As>>,
    look: (item: Item, before: As | undefined) => As,
  ): void => {
    for (const [pk, item] of table ?? []) {
      const before = known.get(pk);
      if (before?.item !== item) known.set(pk, { item, as: look(item, before?.as) });
    }
  };

  const capturedForOrder = (order: string): number =>
    [...charges.values()].reduce(
      (sum, { tenant, orderId, id }) =>
        sum + (`${tenant} ${orderId}` === order ? (captured.get(id) ?? 0) : 0),
      0,
    );

  return {
    charges,
    orders,
    captured: (chargeId: string): number => captured.get(chargeId) ?? 0,
    stateOf: (chargeId: string): State => chargeById.get(chargeId)?.state ?? 'none',

    /** Something was written. */
    afterWrite: (state: ReturnType<Database['state']>): void => {
      changesIn(state.get('charges'), seen.charges, lookAtCharge);
      changesIn(state.get('orders'), seen.orders, lookAtOrder);
      report(holdViolations(charges, orders));
    },

    /** Something arrived at the processor. */
    afterMoney: (): void => {
      for (; entries < ledger.length; entries += 1) {
        const entry = ledger[entries] as Entry;
        const charge = chargeById.get(entry.chargeId);
        const forOrder =
          charge === undefined || charge.orderId === null
            ? 0
            : capturedForOrder(`${charge.tenant} ${charge.orderId}`);
        const capturedForCharge = captured.get(entry.chargeId) ?? 0;
        const before = {
          charge: charge && { ...charge, amount: Number(charge.intent.split('|')[0]) },
          capturedForCharge,
          capturedForOrder: forOrder,
        };
        report(entryViolations(entry, before));
        if (entry.status === 'succeeded') captured.set(entry.chargeId, capturedForCharge + 1);
      }
    },

    /** A function has answered. */
    afterReply: (request: Request, reply: Response): void => {
      const name = `${request.tenant} ${request.route} ${request.key}`;
      const earlier = replies.get(name);
      const facts = {
        tenantOf: (id: string) => tenantOf.get(id),
        captured: (id: string) => captured.get(id) ?? 0,
        earlier,
        idOfKey: idOfKey(request),
      };
      report(replyViolations(request, reply, facts));
      if (!isDefinitive(reply)) return;
      const firstReplies = (earlier?.firstReplies ?? 0) + (isReplayed(reply) ? 0 : 1);
      replies.set(name, { bytes: earlier?.bytes ?? bytesOf(reply), firstReplies });
    },
  };
};
