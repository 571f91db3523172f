import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { conditionalWrite } from '../../functions/idempotency/conditional-write.ts';
import type { Alongside } from '../../functions/idempotency/operation.ts';
import { canceledBy, conflict, connectionLost, serverError, throttled } from '../rig/faulty-client.ts';

const own = { Put: { TableName: 'charges', Item: { pk: '1' } } };
const alongside = (name: string): Alongside<string> => ({
  write: { Update: { TableName: name, Key: { pk: '1' }, UpdateExpression: 'SET a = :a' } },
  refused: (item) => `${name} refused, met ${JSON.stringify(item)}`,
});

/** What is made of an error; the codes are as DynamoDB lists them: the own write first, then those alongside. */
const read = (error: Error, others: readonly Alongside<string>[] = []) => {
  const send = async (): Promise<never> => {
    throw error;
  };
  return conditionalWrite({ send } as unknown as DynamoDBDocumentClient, own, others);
};
const order = alongside('order');
const carrying = (error: Error, index: number, item: object): Error => {
  const { CancellationReasons: reasons } = error as Error & { CancellationReasons: object[] };
  reasons[index] = { ...reasons[index], Item: marshall(item) };
  return error;
};

const REFUSED = 'ConditionalCheckFailed';
const CONFLICT = 'TransactionConflict';

describe('reading a cancelled transaction', () => {
  it('lets the own condition decide, whatever else failed', async () => {
    const error = carrying(canceledBy(REFUSED, REFUSED), 0, { owner: 'other' });
    expect(await read(error, [order])).toEqual({ kind: 'condition-failed', item: { owner: 'other' } });
    expect(await read(canceledBy(REFUSED, CONFLICT), [order])).toMatchObject({ kind: 'condition-failed' });
  });

  it('hears no refusal while the own item was not looked at', async () => {
    for (const code of [CONFLICT, 'ThrottlingError', 'ProvisionedThroughputExceeded'])
      expect(await read(canceledBy(code, REFUSED), [order])).toEqual({ kind: 'contended' });
  });

  it('takes the refusal of the one that refused, with the item that it met', async () => {
    const error = carrying(canceledBy('None', 'None', REFUSED), 2, { status: 'paid' });
    expect(await read(error, [order, alongside('voucher')])).toEqual({
      kind: 'alongside-failed',
      refusal: 'voucher refused, met {"status":"paid"}',
    });
  });

  it('takes a refusal of an item that is not there', async () => {
    expect(await read(canceledBy('None', REFUSED), [order])).toEqual({
      kind: 'alongside-failed',
      refusal: 'order refused, met undefined',
    });
  });

  it('is contended when only others were not looked at', async () => {
    for (const code of [CONFLICT, 'ThrottlingError', 'ProvisionedThroughputExceeded'])
      expect(await read(canceledBy('None', code), [order])).toEqual({ kind: 'contended' });
  });

  it('takes a refusal as one beside the contention of a third', async () => {
    const result = await read(canceledBy('None', CONFLICT, REFUSED), [order, alongside('voucher')]);
    expect(result.kind).toBe('alongside-failed');
  });

  it('throws what is neither, as it came', async () => {
    const invalid = canceledBy('None', 'ValidationError');
    await expect(read(invalid, [order])).rejects.toBe(invalid);
  });
});

describe('reading the refusal of a single write', () => {
  it('takes the item as it is', async () => {
    const error = Object.assign(new Error(), {
      name: 'ConditionalCheckFailedException',
      Item: marshall({ owner: 'other' }),
    });
    expect(await read(error)).toEqual({ kind: 'condition-failed', item: { owner: 'other' } });
  });

  it('takes a conflict, a transaction in progress and a throttle for "not now"', async () => {
    const inProgress = Object.assign(new Error(), { name: 'TransactionInProgressException' });
    for (const error of [conflict(), inProgress, throttled()])
      expect(await read(error)).toEqual({ kind: 'contended' });
  });

  it('throws what is not an answer', async () => {
    for (const error of [connectionLost(), serverError()]) await expect(read(error)).rejects.toBe(error);
  });
});
