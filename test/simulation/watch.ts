import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Request } from '../rig/invoke.ts';
import { entryViolations } from './books-invariants.ts';
import type { State } from './counters.ts';
import type { Database } from './database.ts';
import { idOfKey } from './http-event.ts';
import type { Entry } from './payments.ts';
import { isOwnedBy } from './refusal-invariants.ts';
import { type StoredCharge, type StoredOrder, toStoredCharge, toStoredOrder } from './stored.ts';
import { chargeViolations, holdViolations, orderViolations } from './stored-invariants.ts';
import { broken, type Violation } from './violation.ts';
import { watchReplies } from './watch-replies.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Seen<As> {
  readonly item: Item;
  readonly as: As;
}

const NO_SUMS: ReadonlySet<string> = new Set();

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
  const sumsOf = new Map<string, Set<string>>();
  const captured = new Map<string, number>();
  let entries = 0;

  const belongs = (id: string, tenant: string): void => {
    if ((tenantOf.get(id) ?? tenant) !== tenant)
      report([broken('tenants-never-meet', `${id} is two tenants'`)]);
    tenantOf.set(id, tenant);
  };
  const lookAtCharge = (item: Item, before: StoredCharge | undefined): StoredCharge => {
    const after = toStoredCharge(item);
    charges.set(`${after.tenant} ${after.id}`, after);
    chargeById.set(after.id, after);
    belongs(after.id, after.tenant);
    report(chargeViolations(before, after, captured.get(after.id) ?? 0));
    replies.afterClaim(after);
    return after;
  };
  const lookAtOrder = (item: Item, before: StoredOrder | undefined): StoredOrder => {
    const after = toStoredOrder(item);
    orders.set(`${after.tenant} ${after.id}`, after);
    belongs(after.id, after.tenant);
    sumsOf.set(after.id, (sumsOf.get(after.id) ?? new Set()).add(`${after.total} ${after.currency}`));
    report(orderViolations(before, after));
    return after;
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
  const capturedForOrder = ({ tenant, orderId }: StoredCharge): number =>
    [...charges.values()]
      .filter((charge) => orderId !== null && charge.tenant === tenant && charge.orderId === orderId)
      .reduce((sum, { id }) => sum + (captured.get(id) ?? 0), 0);

  const replies = watchReplies(
    {
      tenantOf: (id) => tenantOf.get(id),
      captured: (chargeId) => captured.get(chargeId) ?? 0,
      charge: (tenant, id) => charges.get(`${tenant} ${id}`),
      chargeById: (id) => chargeById.get(id),
      order: (tenant, id) => orders.get(`${tenant} ${id}`),
      sums: (orderId) => sumsOf.get(orderId) ?? NO_SUMS,
    },
    report,
  );

  return {
    ...replies,
    charges,
    orders,
    stateOf: (chargeId: string): State => chargeById.get(chargeId)?.state ?? 'none',
    /** What the key of a request has led to, by now. */
    leadsTo: (request: Request): StoredCharge | StoredOrder | undefined => {
      const name = `${request.tenant} ${idOfKey(request)}`;
      return charges.get(name) ?? orders.get(name);
    },

    /** Something was written. */
    afterWrite: (state: ReturnType<Database['state']>): void => {
      changesIn(state.get('charges'), seen.charges, lookAtCharge);
      changesIn(state.get('orders'), seen.orders, lookAtOrder);
      report(holdViolations(charges, orders));
    },

    /** A function asks the processor about a charge. Only while clocks are right is it certain that it alone may. */
    beforeMoney: (chargeId: string, name: string): void => {
      const owner = chargeById.get(chargeId)?.owner ?? 'nobody';
      if (!isOwnedBy(owner, name))
        report([broken('owner-asks', `${name} asks about ${chargeId} of ${owner}`)]);
    },

    /** Something arrived at the processor. */
    afterMoney: (): void => {
      for (; entries < ledger.length; entries += 1) {
        const entry = ledger[entries] as Entry;
        const charge = chargeById.get(entry.chargeId);
        const capturedForCharge = captured.get(entry.chargeId) ?? 0;
        const before = {
          charge,
          capturedForCharge,
          capturedForOrder: charge === undefined ? 0 : capturedForOrder(charge),
        };
        report(entryViolations(entry, before));
        if (entry.status === 'succeeded') captured.set(entry.chargeId, capturedForCharge + 1);
      }
    },
  };
};

export type Watch = ReturnType<typeof keepWatch>;
