import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { type Request, TENANT } from './event.ts';
import { itemBytes } from './item-size.ts';
import { logged } from './logged.ts';
import { CHARGE, keyOf, ORDER } from './requests.ts';
import { startRig } from './rig.ts';

type Item = Readonly<Record<string, unknown>>;

/** A stored item, and the entry that each index has of it. */
export interface Size {
  readonly name: string;
  readonly bytes: number;
  readonly entries: Readonly<Record<string, number>>;
}

/** What the indexes project: keys only. */
const INDEX_KEYS = {
  byTenant: ['pk', 'tenant', 'createdAtId'],
  byDueAt: ['pk', 'dueShard', 'dueAtMs'],
  byCharge: ['pk', 'refundOf', 'refundedAtId'],
} as const;

const entriesOf = (item: Item): Size['entries'] =>
  Object.fromEntries(
    Object.entries(INDEX_KEYS).flatMap(([index, keys]) =>
      keys.every((key) => key in item)
        ? [[index, itemBytes(Object.fromEntries(keys.map((key) => [key, item[key]])))]]
        : [],
    ),
  );

/** What is stored of a charge while it is open and afterwards, of a refund, and of an order. */
export const measureSizes = async (): Promise<readonly Size[]> => {
  const rig = await startRig();
  const { charges, orders } = rig.tables;
  const call = async (request: Request): Promise<string> => {
    const { result } = await logged(() => rig.call(request));
    return (JSON.parse(result.body) as { readonly id: string }).id;
  };
  const sizeOf = async (name: string, TableName: string, id: string): Promise<Size> => {
    const { Item: item } = await rig.engine.send(
      new GetCommand({ TableName, Key: { pk: tableKey(TENANT, id) }, ConsistentRead: true }),
    );
    if (item === undefined) throw new Error(`${TableName} has no ${id}`);
    return { name, bytes: itemBytes(item), entries: entriesOf(item) };
  };
  try {
    await rig.door.arm({ fault: 'crash-before-effect', kill: () => undefined });
    await call({ route: 'POST /charges', key: keyOf('open'), body: CHARGE });
    await rig.door.arm(undefined);
    const charge = await call({ route: 'POST /charges', key: keyOf('completed'), body: CHARGE });
    const refund = await call({
      route: 'POST /charges/{id}/refunds',
      path: { id: charge },
      key: keyOf('refund'),
      body: {},
    });
    const order = await call({ route: 'POST /orders', key: keyOf('order'), body: ORDER });
    return [
      await sizeOf('charge, open', charges, idFor(CHARGES_CREATE, TENANT, keyOf('open'))),
      await sizeOf('charge, completed', charges, charge),
      await sizeOf('refund, completed', charges, refund),
      await sizeOf('order of 3 items', orders, order),
    ];
  } finally {
    await rig.stop();
  }
};
