import { tableKey } from '../../functions/shared/ids.ts';
import type { Asked } from '../../operator/redact/redact-all.ts';
import type { Request, Response } from '../rig/invoke.ts';
import type { State } from './dynamodb/state.ts';
import { isPersonal } from './goods.ts';
import { idOfKey } from './http-event.ts';
import { type Item, isOrder, isRedactedOrder } from './redacted.ts';
import {
  completionViolations,
  redactedItemViolations,
  redactedReplyViolations,
  redactionWriteViolations,
  reportViolations,
} from './redaction-invariants.ts';
import type { Violation } from './violation.ts';

interface Redacted {
  /** When a PUT said whose order it is, since it was redacted for the last time. */
  namedAnewAtMs: number | undefined;
}

/** What a redaction is held to when it says that nothing is left. */
export interface Due {
  readonly sinceMs: number;
  readonly keys: readonly string[];
}

const TABLES = ['charges', 'orders', 'idempotency'] as const;
const DONE = /\] (\S+): (?:redacted|nothing was left to redact)$/;

/** What an order says of its customer. */
const saidIn = (customer: unknown, metadata: unknown): string => JSON.stringify([customer, metadata ?? null]);
const saidByItem = ({ customer, metadata }: Item): string =>
  saidIn(
    { email: customer?.M?.email?.S },
    metadata?.M && Object.fromEntries(Object.entries(metadata.M).map(([name, { S: text }]) => [name, text])),
  );

/** Looks at what redactions do, and at what becomes of what they have redacted. */
export const watchRedactions = (
  clock: () => number,
  state: () => State,
  report: (violations: readonly Violation[]) => void,
) => {
  const redacted = new Map<string, Redacted>();
  const firstSeenMs = new Map<string, number>();
  /** All addresses that an item ever named. */
  const addresses = new Map<string, Set<string>>();
  const puts = new Map<string, Set<string>>();
  const askedLate = new Map<string, string>();
  let isWriting = false;

  const itemAt = (key: string): Item | undefined =>
    state().get('charges')?.get(key) ?? state().get('orders')?.get(key);
  const orderOf = ({ tenant, orderId }: Item): string => tableKey(tenant?.S ?? '', orderId?.S ?? '');

  /** Whether an item is what was to be redacted, at any time. */
  const isAskedFor = ({ tenant, subject }: Asked, item: Item): boolean => {
    if (item.tenant?.S !== tenant) return false;
    const key = item.pk?.S ?? '';
    if (subject.kind === 'charge') return item.id?.S === subject.id;
    if (subject.kind === 'order') return item.id?.S === subject.id || item.orderId?.S === subject.id;
    const email = subject.email.toLowerCase();
    if (addresses.get(key)?.has(email)) return true;
    if (isOrder(item)) return false;
    // Of an order that was redacted, it is what an earlier redaction has left.
    return addresses.get(orderOf(item))?.has(email) === true || redacted.has(orderOf(item));
  };
  /** Whether a redaction that begins now has all that it takes to find it. */
  const canBeFound = (asked: Asked, item: Item): boolean => {
    if (asked.subject.kind !== 'email') return true;
    const email = asked.subject.email.toLowerCase();
    if (isOrder(item) || item.receiptEmail?.S === email) return JSON.stringify(item).includes(email);
    const order = itemAt(orderOf(item));
    return order !== undefined && (isRedactedOrder(order) || JSON.stringify(order).includes(email));
  };

  return {
    isWriting: (): boolean => isWriting,
    isRedacted: (tenant: string | undefined, id: string | undefined): boolean =>
      id !== undefined && redacted.has(tableKey(tenant ?? '', id)),

    /** A client sends something. @param name the function's that is called */
    beforeRequest: (request: Request, name: string): void => {
      const { route, tenant = '', path, body } = request;
      const id = idOfKey(request) ?? (route === 'GET /charges/{id}' ? path?.id : undefined);
      if (id !== undefined && redacted.has(tableKey(tenant, id))) askedLate.set(name, id);
      if (route !== 'PUT /orders/{id}') return;
      const { customer, metadata } = body as { readonly customer: object; readonly metadata?: object };
      const key = tableKey(tenant, path?.id ?? '');
      puts.set(key, (puts.get(key) ?? new Set()).add(saidIn(customer, metadata)));
    },

    afterReply: (reply: Response, name: string): void => {
      const id = askedLate.get(name);
      if (id !== undefined) report(redactedReplyViolations(id, reply));
    },

    /** Something was written, by whomever. */
    lookAt: (item: Item): void => {
      const key = item.pk?.S ?? '';
      if (!firstSeenMs.has(key)) firstSeenMs.set(key, clock());
      const address = isOrder(item) ? item.customer?.M?.email?.S : item.receiptEmail?.S;
      addresses.set(key, (addresses.get(key) ?? new Set()).add(address ?? ''));
      const known = redacted.get(key);
      if (known === undefined || isWriting) return;
      if (isOrder(item) && item.status?.S === 'placed' && puts.get(key)?.has(saidByItem(item)))
        known.namedAnewAtMs ??= clock();
      report(redactedItemViolations(item, known.namedAnewAtMs !== undefined));
    },

    /** @param write one command of a redaction: whatever changes, changes by it */
    writing: <Result>(asked: Asked, write: () => Result): Result => {
      const before = state();
      isWriting = true;
      const result = write();
      isWriting = false;
      const after = state();
      for (const name of TABLES) {
        const [then, now] = [before.get(name), after.get(name)];
        if (then === now) continue;
        for (const key of new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])) {
          const [was, is] = [then?.get(key), now?.get(key)];
          if (was === is) continue;
          report(redactionWriteViolations(was, is, was !== undefined && isAskedFor(asked, was)));
          redacted.set(key, { namedAnewAtMs: undefined });
          if (is !== undefined) report(redactedItemViolations(is, false));
        }
      }
      return result;
    },

    /** A redaction begins. @param lagMs how far behind an index may be */
    begin: (asked: Asked, lagMs: number): Due => {
      const sinceMs = clock();
      const isShown = (key: string): boolean => (firstSeenMs.get(key) ?? sinceMs) < sinceMs - lagMs;
      const items = [...(state().get('charges') ?? []), ...(state().get('orders') ?? [])];
      const keys = items
        .filter(([key, item]) => isShown(key) && isAskedFor(asked, item) && canBeFound(asked, item))
        .map(([key]) => key);
      return { sinceMs, keys };
    },

    /** It says something. */
    line: ({ tenant }: Asked, line: string): void => {
      const id = DONE.exec(line)?.[1];
      if (id === undefined) return;
      const key = tableKey(tenant, id);
      report(reportViolations(id, itemAt(key), redacted.has(key)));
      if (!redacted.has(key)) redacted.set(key, { namedAnewAtMs: undefined });
    },

    /** It says that nothing was left alone. */
    complete: ({ sinceMs, keys }: Due): void => {
      const isLeft = (key: string): boolean =>
        isPersonal(JSON.stringify(itemAt(key))) && (redacted.get(key)?.namedAnewAtMs ?? 0) < sinceMs;
      report(completionViolations(keys.filter(isLeft)));
    },
  };
};

export type RedactionWatch = ReturnType<typeof watchRedactions>;
