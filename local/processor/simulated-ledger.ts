import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerEntry } from '../stripe/index.ts';

/** An item of the simulated processor's table, as far as the ledger shows it. */
interface KeyItem {
  readonly pk: string;
  readonly entries: readonly (Omit<LedgerEntry, 'amountRefunded' | 'idempotencyKey'> & {
    readonly createdAtMs: number;
  })[];
}

/** The simulated processor's books in the shape of the local Stripe's, in the order in which they were written. */
export const readSimulatedLedger = async (
  client: DynamoDBClient,
  tableName: string,
): Promise<LedgerEntry[]> => {
  const documentClient = DynamoDBDocumentClient.from(client);
  const items: KeyItem[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documentClient.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...((page.Items ?? []) as KeyItem[]));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);

  return items
    .flatMap(({ pk, entries }) => entries.map((entry) => ({ pk, ...entry })))
    .sort((one, other) => one.createdAtMs - other.createdAtMs || one.id.localeCompare(other.id))
    .map(({ pk, id, chargeId, amount, currency, status }) => ({
      id,
      chargeId,
      amount,
      currency,
      status,
      amountRefunded: 0,
      idempotencyKey: pk,
    }));
};
