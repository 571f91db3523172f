import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerEntry, LedgerRefund } from '../stripe/index.ts';

/** An entry of the simulated processor's table, as far as the ledger shows it. */
interface Entry {
  readonly id: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: LedgerEntry['status'];
  readonly createdAtMs: number;
  /** Both of a refund only. */
  readonly paymentId?: string;
  readonly refundId?: string;
}

interface KeyItem {
  readonly pk: string;
  readonly entries: readonly Entry[];
}

interface SimulatedBooks {
  readonly payments: LedgerEntry[];
  readonly refunds: LedgerRefund[];
}

const readItems = async <Item>(client: DynamoDBClient, tableName: string): Promise<Item[]> => {
  const documentClient = DynamoDBDocumentClient.from(client);
  const items: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documentClient.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
};

/** The simulated processor's books in the shape of the local Stripe's, in the order in which they were written. */
export const readSimulatedBooks = async (
  client: DynamoDBClient,
  tableName: string,
): Promise<SimulatedBooks> => {
  const entries = (await readItems<KeyItem>(client, tableName))
    .flatMap(({ pk, entries: held }) => held.map((entry) => ({ ...entry, idempotencyKey: pk })))
    .sort((one, other) => one.createdAtMs - other.createdAtMs || one.id.localeCompare(other.id));

  const refunds: LedgerRefund[] = [];
  const refunded = new Map<string, number>();
  for (const { id, refundId, paymentId, amount, currency, status, idempotencyKey } of entries) {
    if (paymentId === undefined || status !== 'succeeded') continue;
    refunds.push({ id, paymentId, refundId: refundId ?? '', amount, currency, status, idempotencyKey });
    refunded.set(paymentId, (refunded.get(paymentId) ?? 0) + amount);
  }
  const payments = entries
    .filter(({ paymentId }) => paymentId === undefined)
    .map(({ id, chargeId, amount, currency, status, idempotencyKey }) => ({
      id,
      chargeId,
      amount,
      currency,
      status,
      amountRefunded: refunded.get(id) ?? 0,
      idempotencyKey,
    }));
  return { payments, refunds };
};

/** A tenant's charges: an entry of the simulated processor knows whose it is by its charge only. */
export const readChargeIds = async (
  client: DynamoDBClient,
  chargesTable: string,
  tenant: string,
): Promise<ReadonlySet<string>> => {
  const items = await readItems<{ readonly id: string; readonly tenant: string }>(client, chargesTable);
  return new Set(items.filter((item) => item.tenant === tenant).map(({ id }) => id));
};
