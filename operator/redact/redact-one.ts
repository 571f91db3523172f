import type { Charge } from '../../functions/charges/charge.ts';
import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import type { Order } from '../../functions/orders/order.ts';
import { redactionOfCharge, redactionOfOrder, type Stored } from '../../functions/privacy/redaction.ts';
import { readItem } from '../../functions/shared/read-item.ts';
import type { World } from '../../functions/shared/world.ts';
import type { Place } from '../place/place.ts';
import { isRedacted } from './is-redacted.ts';
import { type Written, writeCharge, writeOrder } from './write.ts';

/** Somebody else changed the item between our read and our write: look again, this often. */
const ROUNDS_MAX = 5;

/**
 * `open`: an attempt may be at it, and its payment is built from what is stored. `unknown-layout`: it was written by
 * another version, or put there by hand.
 */
export type One = 'redacted' | 'was-redacted' | 'would-be-redacted' | 'open' | 'unknown-layout' | 'not-there';

export interface Means extends Pick<Place, 'documentClient' | 'tables'> {
  readonly world: World;
  readonly isDryRun: boolean;
}

const rounds = async <Item extends object>(
  { isDryRun }: Means,
  read: () => Promise<Stored<Item> | undefined>,
  without: (item: Stored<Item>) => One | undefined,
  write: (item: Stored<Item>) => Promise<Written>,
): Promise<One> => {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const item = await read();
    if (item === undefined) return 'not-there';
    if (item.record?.layoutVersion !== LAYOUT_VERSION) return 'unknown-layout';
    const reason = without(item);
    if (reason !== undefined) return reason;
    if (isDryRun) return 'would-be-redacted';
    if ((await write(item)) === 'redacted') return 'redacted';
  }
  // It keeps changing: somebody is at it.
  return 'open';
};

export const redactCharge = (means: Means, tenant: string, id: string): Promise<One> => {
  const { documentClient, tables, world } = means;
  return rounds<Charge>(
    means,
    () => readItem<Stored<Charge>>(documentClient, tables.charges, tenant, id),
    (charge) => {
      if (charge.record.state !== 'completed') return 'open';
      return isRedacted(charge, redactionOfCharge(charge)) ? 'was-redacted' : undefined;
    },
    (charge) => writeCharge(documentClient, world, tables.charges, charge),
  );
};

export const redactOrder = (means: Means, tenant: string, id: string): Promise<One> => {
  const { documentClient, tables, world } = means;
  return rounds<Order>(
    means,
    () => readItem<Stored<Order>>(documentClient, tables.orders, tenant, id),
    (order) => {
      if (order.status === 'paying') return 'open';
      return isRedacted(order, redactionOfOrder(order)) ? 'was-redacted' : undefined;
    },
    (order) => writeOrder(documentClient, world, tables.orders, order),
  );
};
