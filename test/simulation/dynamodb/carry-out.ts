import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Charge } from '../../../functions/charges/charge.ts';
import { listKeys, readPage } from '../../../functions/http/page.ts';
import { conditionalWrite } from '../../../functions/idempotency/conditional-write.ts';
import { inItem } from '../../../functions/idempotency/home.ts';
import type { IdempotencyRecord } from '../../../functions/idempotency/record.ts';
import {
  type Address,
  compareAndSet,
  creation,
  dueAtMs,
} from '../../../functions/idempotency/record-write.ts';
import { changeOrder } from '../../../functions/orders/change-order.ts';
import { type Order, placeOrder } from '../../../functions/orders/order.ts';
import { freeOrder, holdOrder, payOrder } from '../../../functions/orders/order-hold.ts';
import type { Stored } from '../../../functions/privacy/redaction.ts';
import { createSimulatedLedger } from '../../../functions/processor/simulated-ledger.ts';
import { findDueItems } from '../../../functions/recovery/due-items.ts';
import { toTimestamp } from '../../../functions/shared/clock.ts';
import { tableKey } from '../../../functions/shared/ids.ts';
import { readItem } from '../../../functions/shared/read-item.ts';
import { writeCharge, writeOrder } from '../../../operator/redact/write.ts';
import type { FreshTables } from '../../engine/tables.ts';
import { payment } from '../../processor/payments.ts';
import { heldWorld, START_MS } from '../../rig/held-world.ts';
import { completed, inProgress, released } from '../../rig/records.ts';
import type { AlongsideOrder, Operation } from './operation.ts';
import { carryOutRaw } from './raw-operations.ts';
import { carryOutRefund } from './refund-operations.ts';
import { carryOutStock } from './stock-operations.ts';

type Of<Kind extends Operation['kind']> = Extract<Operation, { kind: Kind }>;

const RECORDS = { 'in-progress': inProgress, released, completed };
const ACTS = { hold: holdOrder, pay: payOrder, free: freeOrder };

const content = ({ amount, metadata }: Of<'place' | 'change'>) => ({
  currency: 'EUR',
  items: [{ sku: 'tea', quantity: 1, unitAmount: amount }],
  customer: { email: 'a@example.com' },
  metadata,
});

/** One operation, by production's own builders and calls. */
export const carryOut = async (
  client: DynamoDBDocumentClient,
  tables: FreshTables['tables'],
  operation: Operation,
): Promise<unknown> => {
  const { charges, orders, idempotency } = tables;
  const homes = {
    charge: inItem(charges, { idPrefix: 'ch', settleAfterMs: 1 }),
    order: inItem(orders, { idPrefix: 'ord', settleAfterMs: null }),
  };
  const nowMs = START_MS + ('offsetMs' in operation ? operation.offsetMs : 0);

  const place = (each: Of<'place'>) => {
    const address: Address = { home: homes.order, tenant: each.tenant, id: each.orderId };
    const identity = { tenant: each.tenant, id: each.orderId, nowMs, requestId: 'r' };
    return conditionalWrite(
      client,
      creation(address, completed('one'), { ...placeOrder(content(each), identity) }),
    );
  };

  const expectedOf = async (tenant: string, id: string) => {
    const item = await readItem<{ record?: IdempotencyRecord }>(client, charges, tenant, id);
    return item?.record ?? RECORDS['in-progress']('one');
  };

  const write = async (each: Of<'claim' | 'move'>) => {
    const address: Address = { home: homes.charge, tenant: each.tenant, id: each.chargeId };
    const record: IdempotencyRecord = { ...RECORDS[each.record.state](each.record.owner), settleAtMs: nowMs };
    const open = record.state === 'completed' ? {} : homes.charge.whileOpen(each.chargeId, dueAtMs(record));
    const set = { ...open, status: record.state, amount: each.amount };
    const own =
      each.kind === 'claim'
        ? creation(address, record, { ...set, createdAtId: `${toTimestamp(nowMs)}#${each.chargeId}` })
        : compareAndSet(address, {
            expected: each.expected ?? (await expectedOf(each.tenant, each.chargeId)),
            record,
            set,
            remove: record.state === 'completed' ? homes.charge.removedAtCompletion : [],
          });
    const act = ({ act, orderId, amount }: AlongsideOrder) =>
      ACTS[act](orders, { tenant: each.tenant, id: each.chargeId, orderId, amount, currency: 'EUR' }, nowMs);
    return conditionalWrite(client, own, each.alongside.map(act));
  };

  const end = async ({ kind: _, act, orderId, ...each }: Of<'end'>) => {
    const order = await readItem<Order>(client, orders, each.tenant, orderId);
    const chargeId = order?.payingCharge ?? 'ch_10';
    const alongside = [{ act, orderId, amount: each.amount }];
    return write({ kind: 'move', ...each, chargeId, expected: undefined, alongside });
  };

  const change = (each: Of<'change'>) => {
    const { tenant, orderId: id, amount, copies } = each;
    const members = { ...content(each), total: amount };
    const one = () =>
      changeOrder(client, orders, { tenant, id, nowMs, ifMatch: undefined, isDone: () => false, members });
    return Promise.all(Array.from({ length: copies }, one));
  };

  const list = async ({ table, tenant, limit, after }: Of<'list'>) => {
    const tableName = table === 'charges' ? charges : orders;
    const start = after && `${toTimestamp(START_MS + after.offsetMs)}#${after.chargeId}`;
    const place = {
      tableName,
      tenant,
      listing: { name: 'byTenant', partition: { tenant }, sort: 'createdAtId' },
    } as const;
    const first = await listKeys(client, place, limit, start);
    await readPage(client, tableName, first);
    const last = first.at(-1);
    if (last !== undefined) await listKeys(client, place, limit, last.createdAtId);
  };

  const redact = async ({ what, tenant, chargeId, orderId, isSeenAsItIs }: Of<'redact'>) => {
    const world = { ...heldWorld(), clock: () => nowMs };
    const other = completed(isSeenAsItIs ? 'one' : 'two');
    if (what === 'charge') {
      const charge = await readItem<Stored<Charge>>(client, charges, tenant, chargeId);
      if (charge?.record === undefined) return;
      return writeCharge(client, world, charges, isSeenAsItIs ? charge : { ...charge, record: other });
    }
    const order = await readItem<Stored<Order>>(client, orders, tenant, orderId);
    if (order === undefined) return;
    const version = isSeenAsItIs ? order.version : order.version + 1;
    return writeOrder(client, world, orders, { ...order, version });
  };

  switch (operation.kind) {
    case 'place':
      return place(operation);
    case 'claim':
    case 'move':
      return write(operation);
    case 'end':
      return end(operation);
    case 'redact':
      return redact(operation);
    case 'several':
      for (const each of operation.all) await carryOutRaw(client, tables, each);
      return;
    case 'stock':
      return carryOutStock(client, idempotency, operation);
    case 'change':
      return change(operation);
    case 'due':
      return findDueItems(client, charges, nowMs, operation.limit);
    case 'refund':
      return carryOutRefund(client, charges, operation);
    case 'list':
      return list(operation);
    case 'read-page': {
      const page = operation.ids.map((id) => ({ pk: tableKey(operation.tenant, id), createdAtId: '' }));
      // It throws when the first item is not there: what was answered has been compared by then.
      return readPage(client, charges, page).catch(() => []);
    }
    case 'enter': {
      const { chargeId, amount, forgottenOffsetMs } = operation;
      const asked = payment({ downstreamKey: chargeId, chargeId, amount });
      const forgottenByMs = nowMs + forgottenOffsetMs + 24 * 60 * 60_000 - 2;
      const verdict = { status: 'succeeded', declineCode: null } as const;
      const ledger = createSimulatedLedger(client, idempotency);
      return ledger.enter(asked, verdict, { nowMs, forgottenByMs }, { remainingMs: () => 5_000 });
    }
  }
};
