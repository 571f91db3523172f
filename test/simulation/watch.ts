import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Request } from '../rig/invoke.ts';
import { entryViolations } from './books-invariants.ts';
import type { State } from './counters.ts';
import type { Database } from './database.ts';
import { idOfKey } from './http-event.ts';
import type { Entry, Payments } from './payments.ts';
import { isOwnedBy } from './refusal-invariants.ts';
import {
  isRefund,
  type StoredCharge,
  type StoredOrder,
  type StoredRefund,
  toStoredCharge,
  toStoredOrder,
  toStoredRefund,
} from './stored.ts';
import { chargeViolations, holdViolations, orderViolations } from './stored-invariants.ts';
import { broken, type Violation } from './violation.ts';
import type { RedactionWatch } from './watch-redactions.ts';
import { watchRefunds } from './watch-refunds.ts';
import { watchReplies } from './watch-replies.ts';

type Item = Readonly<Record<string, AttributeValue>>;

interface Seen<As> {
  readonly item: Item;
  readonly as: As;
}

const NO_SUMS: ReadonlySet<string> = new Set();

/** Looks at everything that has just changed, after every step, and at nothing else. */
export const keepWatch = (
  books: Pick<Payments, 'ledger' | 'refunds'>,
  report: (violations: readonly Violation[]) => void,
  onChange: (before: Item | undefined, after: Item) => void,
  redactions: RedactionWatch,
) => {
  const { ledger } = books;
  const seen = {
    charges: new Map<string, Seen<StoredCharge | StoredRefund>>(),
    orders: new Map<string, Seen<StoredOrder>>(),
  };
  const charges = new Map<string, StoredCharge>();
  const orders = new Map<string, StoredOrder>();
  const chargeById = new Map<string, StoredCharge>();
  const tenantOf = new Map<string, string>();
  const sumsOf = new Map<string, Set<string>>();
  const captured = new Map<string, number>();
  const watched = watchRefunds(books, (tenant, id) => charges.get(`${tenant} ${id}`), report);
  let entries = 0;

  const belongs = (id: string, tenant: string): void => {
    if ((tenantOf.get(id) ?? tenant) !== tenant)
      report([broken('tenants-never-meet', `${id} is two tenants'`)]);
    tenantOf.set(id, tenant);
  };
  /** What a redaction may change of a stored reply is looked at when it has written. */
  const asRedacted = (before: StoredCharge, { response }: StoredCharge): StoredCharge =>
    redactions.isWriting() ? { ...before, response } : before;
  const lookAtCharge = (item: Item, before: StoredCharge | undefined): StoredCharge => {
    const stored = toStoredCharge(item);
    const { receiptEmail, description } = before ?? stored;
    const after = { ...stored, receiptEmail, description };
    charges.set(`${after.tenant} ${after.id}`, after);
    chargeById.set(after.id, after);
    belongs(after.id, after.tenant);
    report(chargeViolations(before && asRedacted(before, after), after, captured.get(after.id) ?? 0));
    replies.afterClaim(after);
    watched.lookAtCharge(after);
    return after;
  };
  const lookAtRefund = (item: Item, before: StoredRefund | undefined): StoredRefund => {
    const after = toStoredRefund(item);
    belongs(after.id, after.tenant);
    replies.afterClaim(after);
    return watched.lookAt(after, before);
  };
  const lookAtItem = (item: Item, before: StoredCharge | StoredRefund | undefined) =>
    isRefund(item)
      ? lookAtRefund(item, before as StoredRefund | undefined)
      : lookAtCharge(item, before as StoredCharge | undefined);
  const lookAtOrder = (item: Item, before: StoredOrder | undefined): StoredOrder => {
    const stored = toStoredOrder(item);
    const isTold = redactions.isWriting() && before?.status === 'paid';
    const after = isTold ? { ...stored, email: before.email } : stored;
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
    tell: (before: Item | undefined, after: Item) => void = () => {},
  ): void => {
    for (const [pk, item] of table ?? []) {
      const before = known.get(pk);
      if (before?.item === item) continue;
      known.set(pk, { item, as: look(item, before?.as) });
      redactions.lookAt(item);
      tell(before?.item, item);
    }
  };
  const itemById = (id: string): StoredCharge | StoredRefund | undefined =>
    chargeById.get(id) ?? watched.refundById.get(id);
  const capturedForOrder = ({ tenant, orderId }: StoredCharge): number =>
    [...charges.values()]
      .filter((charge) => orderId !== null && charge.tenant === tenant && charge.orderId === orderId)
      .reduce((sum, { id }) => sum + (captured.get(id) ?? 0), 0);

  const replies = watchReplies(
    {
      tenantOf: (id) => tenantOf.get(id),
      captured: (chargeId) => captured.get(chargeId) ?? 0,
      refundBooked: watched.booked,
      isRedacted: redactions.isRedacted,
      charge: (tenant, id) => charges.get(`${tenant} ${id}`),
      refund: (tenant, id) => watched.refunds.get(`${tenant} ${id}`),
      left: watched.left,
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
    refunds: watched.refunds,
    isStuck: watched.isStuck,
    isTrueAlarm: watched.isTrueAlarm,
    unaskedViolations: watched.unaskedViolations,
    chargeById: (id: string) => chargeById.get(id),
    refundById: (id: string) => watched.refundById.get(id),
    stateOf: (itemId: string): State => itemById(itemId)?.state ?? 'none',
    /** What the key of a request has led to, by now. */
    leadsTo: (request: Request): StoredCharge | StoredRefund | StoredOrder | undefined => {
      const name = `${request.tenant} ${idOfKey(request)}`;
      return charges.get(name) ?? watched.refunds.get(name) ?? orders.get(name);
    },

    /** Something was written. */
    afterWrite: (state: ReturnType<Database['state']>): void => {
      changesIn(state.get('charges'), seen.charges, lookAtItem, onChange);
      changesIn(state.get('orders'), seen.orders, lookAtOrder);
      report(holdViolations(charges, orders));
      watched.afterWrite();
    },

    /** A function asks the processor about a charge or a refund. Only while clocks are right is it certain that it alone may. */
    beforeMoney: (itemId: string, name: string): void => {
      const owner = itemById(itemId)?.owner ?? 'nobody';
      if (!isOwnedBy(owner, name)) report([broken('owner-asks', `${name} asks about ${itemId} of ${owner}`)]);
    },

    /** Something arrived at the processor. */
    afterMoney: (): void => {
      for (; entries < ledger.length; entries += 1) {
        const entry = ledger[entries] as Entry;
        if (entry.isUnasked) continue;
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
      watched.afterMoney();
    },
  };
};

export type Watch = ReturnType<typeof keepWatch>;
