import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { listingOfTenant, listKeys, readPage } from '../../functions/http/page.ts';

/** What `BatchGetItem` takes at once. */
const PAGE_MAX = 100;

interface Listed {
  readonly pk: string;
  readonly createdAtId: string;
}

/**
 * A tenant's orders or charges, newest first, each as it is when it is read. What was created in the last seconds may not
 * be in the index yet.
 */
export async function* allOfTenant<Item extends object>(
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  tenant: string,
): AsyncGenerator<Item & Listed> {
  const listing = listingOfTenant(tenant);
  let after: string | undefined;
  for (;;) {
    const keys = await listKeys(documentClient, { tableName, tenant, listing }, PAGE_MAX, after);
    if (keys.length === 0) return;
    // A page may end early when DynamoDB is busy: what it left out begins the next one.
    const page = await readPage<Item & Listed>(documentClient, tableName, keys);
    yield* page;
    after = page.at(-1)?.createdAtId;
  }
}
