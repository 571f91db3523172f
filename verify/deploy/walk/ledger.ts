import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** A payment or a refund as the simulated processor has written it down. */
export interface LedgerEntry {
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: string;
  /** Of a refund only. */
  readonly refundId?: string;
}

/** Everything that the simulated processor ever did, read past all of our functions. */
export const readLedger = async (client: DynamoDBClient, tableName: string): Promise<LedgerEntry[]> => {
  const found: LedgerEntry[] = [];
  for await (const { Items: items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  ))
    found.push(...items.flatMap((item) => unmarshall(item).entries as LedgerEntry[]));
  return found;
};

export const entriesOf = (ledger: readonly LedgerEntry[], chargeId: string): LedgerEntry[] =>
  ledger.filter((entry) => entry.chargeId === chargeId);
