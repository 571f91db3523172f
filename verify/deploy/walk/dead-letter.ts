import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { tableKey } from '../../../functions/shared/ids.ts';
import { expectEqual } from '../expect.ts';
import { until } from '../patience.ts';
import type { SendByHand } from './receipts-function.ts';
import type { Stores } from './stores.ts';
import { PAYER, type Walk } from './walk.ts';

const ID = 'ch_of-which-no-receipt-can-be-written';

/** No currency, so that no amount can be written. */
const NO_CURRENCY = 'ZZZ';

/**
 * A charge of which no receipt can be written, put into the table past the API, which takes none such. It must come to
 * the dead letters, and its letter must be what sends the receipt once it is mended, as docs/operations.md says.
 */
export const walkADeadLetter = async (
  { tenant, signal }: Walk,
  {
    stores: { documentClient, tables },
    sqs,
    queueUrl: QueueUrl,
    sendByHand,
  }: { stores: Stores; sqs: SQSClient; queueUrl: string; sendByHand: SendByHand },
): Promise<string> => {
  const TableName = tables.charges;
  const Key = { pk: tableKey(tenant, ID) };
  const set = (name: string, value: string) =>
    documentClient.send(
      new UpdateCommand({
        ...{ TableName, Key, UpdateExpression: 'SET #name = :value' },
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  const money = { amount: 100, currency: NO_CURRENCY, orderId: null, description: null };
  const item = { ...Key, ...money, tenant, id: ID, receiptEmail: PAYER, createdAtMs: Date.now() };

  await documentClient.send(new PutCommand({ TableName, Item: { ...item, status: 'processing' } }));
  try {
    await set('status', 'succeeded');
    const letter = await until('the dead letter', { withinMs: 180_000, signal }, async () => {
      const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      return messages.find(({ Body: body = '' }) => JSON.parse(body).chargeId === ID);
    });
    const { Body: body = '', ReceiptHandle } = letter;
    expectEqual((await sendByHand(body)).startsWith('error '), true, 'whether it is still refused');

    await set('currency', 'EUR');
    expectEqual(await sendByHand(body), 'sent', 'the receipt, once it is mended');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return 'set aside; its letter, as it is, sends the receipt once the charge is mended';
  } finally {
    await documentClient.send(new DeleteCommand({ TableName, Key }));
  }
};
