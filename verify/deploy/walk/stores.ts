import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { deriveId } from '../../../functions/shared/ids.ts';
import { readItem } from '../../../functions/shared/read-item.ts';

/** The tables of the deployment, looked into past its functions. */
export interface Stores {
  readonly documentClient: DynamoDBDocumentClient;
  readonly tables: { readonly charges: string; readonly orders: string; readonly idempotency: string };
}

/** What is kept of a receipt. */
export interface ReceiptRecord {
  readonly receipt?: string;
  readonly messageId?: string;
}

/** The record of a charge's receipt: its key is the charge. */
export const readReceipt = (
  { documentClient, tables }: Stores,
  tenant: string,
  chargeId: string,
): Promise<ReceiptRecord | undefined> =>
  readItem(documentClient, tables.idempotency, tenant, deriveId('rec', tenant, 'receipts.send', chargeId));

/** How many items of all tables contain one of these texts anywhere. */
export const countItemsWith = async (
  { documentClient, tables }: Stores,
  texts: readonly string[],
): Promise<number> => {
  let count = 0;
  for (const TableName of Object.values(tables))
    for await (const { Items: items = [] } of paginateScan(
      { client: documentClient },
      { TableName, ConsistentRead: true },
    ))
      count += items
        .map((item) => JSON.stringify(item))
        .filter((item) => texts.some((text) => item.includes(text))).length;
  return count;
};
