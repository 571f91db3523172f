import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CHARGES_TABLE, IDEMPOTENCY_TABLE, stockCharge } from '../../test/simulation/stock/charge-handler.ts';
import { toEvent } from './event.ts';
import type { Usage } from './meter.ts';
import { type Rig, startRig } from './rig.ts';

const BODY = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_mastercard_prepaid' };
const REQUEST = { route: 'POST /charges', key: '6f1c0c0e-6a3f-4d8e-9a52-0d6a5c1f3b77', body: BODY };

/** Creates the stock handler's tables under names of their own, and sends its calls there. */
const withOwnTables = async ({ client, meter }: Rig): Promise<DynamoDBDocumentClient> => {
  const suffix = randomUUID().slice(0, 8);
  for (const [name, key] of [
    [IDEMPOTENCY_TABLE, 'id'],
    [CHARGES_TABLE, 'pk'],
  ] as const)
    await client.send(
      new CreateTableCommand({
        TableName: `${name}-${suffix}`,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      }),
    );
  const send = (command: { input: { TableName: string } }) => {
    command.input.TableName += `-${suffix}`;
    return meter.documentClient.send(command as never);
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

/** A first charge and its repetition by a handler that is wrapped in the library's default layer. */
export const countStock = async (): Promise<{ readonly first: Usage; readonly repeated: Usage }> => {
  const rig = await startRig();
  try {
    const documentClient = await withOwnTables(rig);
    const handler = stockCharge({ ...rig.dependencies, documentClient }, 'client-key');
    const call = async (): Promise<Usage> => {
      const { statusCode } = await handler(toEvent(REQUEST), { getRemainingTimeInMillis: () => 25_000 });
      if (statusCode !== 201) throw new Error(`the stock handler answered ${statusCode}`);
      return rig.meter.take();
    };
    return { first: await call(), repeated: await call() };
  } finally {
    await rig.stop();
  }
};
