import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import type { LocalTables } from '../../local/calls/table-names.ts';
import { localClient } from '../../local/dynamodb/client.ts';
import type { Place } from './place.ts';
import { Refused } from './refused.ts';

const ask = async (url: string): Promise<LocalTables> => {
  let response: Response;
  try {
    response = await fetch(new URL('/local/tables', url));
  } catch (cause) {
    throw new Refused(
      `No local Payonce answers at ${url}. Start one (\`npm start\`), name its address with --url, or use --aws.`,
      { cause },
    );
  }
  if (!response.ok) throw new Refused(`What answers at ${url} is no local Payonce of this version.`);
  return (await response.json()) as LocalTables;
};

/** A run of `npm start`: it says where its tables are. */
export const openLocal = async (url: string): Promise<Place> => {
  const { endpoint, charges, orders, idempotency } = await ask(url);
  if (charges === null || orders === null || idempotency === null)
    throw new Refused(`What runs at ${url} has not all of the tables: charges, orders, idempotency.`);
  const client = localClient(endpoint);
  return {
    documentClient: DynamoDBDocumentClient.from(client, MARSHALLING),
    tables: { charges, orders, idempotency },
    logGroups: [],
    close: () => client.destroy(),
  };
};
