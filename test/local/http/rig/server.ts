import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { localClient } from '../../../../local/dynamodb/client.ts';
import { type LocalOptions, type LocalPayonce, startLocal } from '../../../../local/local-payonce.ts';

/** The whole of it on any free port, with an engine and a Stripe of its own. */
export const serve = (options: Partial<LocalOptions> = {}): Promise<LocalPayonce> =>
  startLocal({
    port: 0,
    concurrency: 8,
    logFile: '/dev/null',
    cdkOut: process.env.CDK_OUT ?? 'cdk.out',
    ...options,
  });

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
export type StoredItem = Record<string, any>;

/** Everything that the tables hold, whatever was answered. */
export const storedItems = async ({
  template,
  dynamodb,
}: Pick<LocalPayonce, 'template' | 'dynamodb'>): Promise<StoredItem[]> => {
  const client = localClient(dynamodb.endpoint);
  const documents = DynamoDBDocumentClient.from(client);
  try {
    const pages = await Promise.all(
      template.tables.map(({ name }) =>
        documents.send(new ScanCommand({ TableName: name, ConsistentRead: true })),
      ),
    );
    if (pages.some(({ LastEvaluatedKey }) => LastEvaluatedKey !== undefined))
      throw new Error('a table holds more than one page: store less in a test');
    return pages.flatMap(({ Items = [] }) => Items);
  } finally {
    client.destroy();
  }
};

/** Without what receipts write when nobody asks: what a request has stored or changed. */
export const storedByRequests = async (
  local: Pick<LocalPayonce, 'template' | 'dynamodb'>,
): Promise<StoredItem[]> => (await storedItems(local)).filter(({ id }) => !String(id).startsWith('rec_'));
