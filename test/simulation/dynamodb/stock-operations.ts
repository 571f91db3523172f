import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { lowLevelClient } from '../stock/low-level-client.ts';

/** One step of the stock layer of Powertools, as it sends it. */
export interface Stock {
  readonly kind: 'stock';
  readonly step: 'claim' | 'complete' | 'delete' | 'read';
  readonly key: string;
  /** Below 0: what this step writes is over when the next one looks. */
  readonly expiresAfterS: number;
  readonly remainingMs: number;
}

export const stock: fc.Arbitrary<Stock> = fc.record({
  kind: fc.constant('stock'),
  step: fc.constantFrom('claim', 'claim', 'complete', 'delete', 'read'),
  key: fc.constantFrom('k-1', 'k-2'),
  expiresAfterS: fc.constantFrom(-60, 60, 60),
  remainingMs: fc.constantFrom(-60_000, 60_000),
});

/** What it answers and what it throws are compared on the way. */
export const carryOutStock = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  { step, key, expiresAfterS, remainingMs }: Stock,
): Promise<void> => {
  const layer = new DynamoDBPersistenceLayer({
    tableName,
    keyAttr: 'pk',
    awsSdkV3Client: lowLevelClient(client),
  });
  layer.configure({ config: new IdempotencyConfig({ expiresAfterSeconds: expiresAfterS }) });
  const steps = {
    claim: () => layer.saveInProgress(key, remainingMs),
    complete: () => layer.saveSuccess(key, { paid: key }),
    delete: () => layer.deleteRecord(key),
    read: () => layer.getRecord(key),
  };
  await steps[step]().catch(() => undefined);
};
