import { BatchWriteCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { CHARGES_CREATE, type Charge } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import { TENANT } from '../counting/event.ts';
import { logged } from '../counting/logged.ts';
import type { Rig } from '../counting/rig.ts';

/** What an outage leaves behind: a processor that is silent leaves charges open, one that refuses leaves them released. */
export const OUTAGES = {
  silent: { fault: 'crash-before-effect', kill: (): void => undefined },
  refusing: { fault: 'processor-down' },
} as const;

export type Outage = keyof typeof OUTAGES;

/** What `BatchWriteItem` takes at once. */
const BATCH_MAX = 25;

const BODY = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' };

/** The one item that a charge under the outage has left. */
const leftBehind = async ({ door, call, engine, tables }: Rig, outage: Outage): Promise<Charge> => {
  await door.arm(OUTAGES[outage]);
  await logged(() => call({ route: 'POST /charges', key: 'first', body: BODY }));
  await door.arm(undefined);
  const { Items = [] } = await engine.send(
    new ScanCommand({ TableName: tables.charges, ConsistentRead: true }),
  );
  return Items[0] as unknown as Charge;
};

/** The same charge under the id of another key. */
const copyOf = (charge: Charge, key: string, shard: number) => {
  const id = idFor(CHARGES_CREATE, TENANT, key);
  const createdAtId = charge.createdAtId.replace(charge.id, id);
  return { ...charge, id, pk: tableKey(TENANT, id), createdAtId, dueShard: String(shard) };
};

/**
 * Leaves as many charges behind as an outage would: copies of one that the production handler has left.
 *
 * @param shards in which they are, each in the next one: what a run finds does then not depend on chance
 */
export const leaveBacklog = async (
  rig: Rig,
  outage: Outage,
  charges: number,
  shards: number,
): Promise<void> => {
  const first = await leftBehind(rig, outage);
  await rig.engine.send(
    new DeleteCommand({ TableName: rig.tables.charges, Key: { pk: tableKey(TENANT, first.id) } }),
  );
  const copies = Array.from({ length: charges }, (_, n) => copyOf(first, `copy-${n}`, n % shards));
  for (let start = 0; start < copies.length; start += BATCH_MAX) {
    const requests = copies.slice(start, start + BATCH_MAX).map((Item) => ({ PutRequest: { Item } }));
    await rig.engine.send(new BatchWriteCommand({ RequestItems: { [rig.tables.charges]: requests } }));
  }
};
