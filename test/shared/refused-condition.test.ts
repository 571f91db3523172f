import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRefusedConditions } from '../../functions/shared/refused-condition.ts';
import { localClient } from '../../local/dynamodb/client.ts';
import { freshTables } from '../engine/tables.ts';

let tableName: string;
/** As it comes, and with what is tested here. */
let plain: DynamoDBClient;
let ours: DynamoDBClient;

beforeAll(async () => {
  const { tables, client } = await freshTables();
  tableName = tables.charges;
  plain = client;
  ours = localClient(process.env.DYNAMODB_ENDPOINT ?? '');
  readRefusedConditions(ours);
});

afterAll(() => {
  plain.destroy();
  ours.destroy();
});

type Item = Record<string, AttributeValue>;

const claim = (item: Item) => ({
  TableName: tableName,
  Item: item,
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
});

const thrownBy = async (act: () => Promise<unknown>): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

/** What the same refused put throws from either client. */
const refusedPut = async (item: Item) => {
  await plain.send(new PutItemCommand({ TableName: tableName, Item: item }));
  const refuse = (client: DynamoDBClient) => thrownBy(() => client.send(new PutItemCommand(claim(item))));
  return { theirs: await refuse(plain), mine: await refuse(ours) } as Record<
    'theirs' | 'mine',
    ConditionalCheckFailedException
  >;
};

describe('a refused condition', () => {
  it.each<[string, Item]>([
    [
      'texts, numbers, lists and maps',
      { a: { S: 'ä "B": \u2028' }, n: { N: '42' }, l: { L: [{ M: { x: { BOOL: true } } }] } },
    ],
    ['a number that JavaScript has not', { n: { N: '123456789012345678901234567890' } }],
    [
      'bytes, which the SDK reads',
      { b: { B: new Uint8Array([1, 2, 255]) }, s: { BS: [new Uint8Array([7])] } },
    ],
    ['a name like that of a prototype', { constructor: { S: 'x' }, toString: { N: '1' } }],
    ['no other attribute', {}],
  ])('is the error that the SDK throws, with %s', async (name, attributes) => {
    const { theirs, mine } = await refusedPut({ pk: { S: name }, ...attributes });

    expect(mine).toBeInstanceOf(ConditionalCheckFailedException);
    expect(mine.name).toBe(theirs.name);
    expect(mine.message).toBe(theirs.message);
    expect(mine.$fault).toBe(theirs.$fault);
    expect(mine.Item).toEqual(theirs.Item);
    expect(mine.$metadata.httpStatusCode).toBe(400);
  });

  it('has no item when none was asked for', async () => {
    await plain.send(new PutItemCommand({ TableName: tableName, Item: { pk: { S: 'unasked' } } }));
    const { ReturnValuesOnConditionCheckFailure: _, ...unasked } = claim({ pk: { S: 'unasked' } });
    const mine = await thrownBy(() => ours.send(new PutItemCommand(unasked)));

    expect(mine).toBeInstanceOf(ConditionalCheckFailedException);
    expect((mine as ConditionalCheckFailedException).Item).toBeUndefined();
  });
});

describe('any other answer', () => {
  it('is the SDK’s: a canceled transaction with its reasons', async () => {
    const item = { pk: { S: 'in a transaction' } };
    await plain.send(new PutItemCommand({ TableName: tableName, Item: item }));
    const command = () => new TransactWriteItemsCommand({ TransactItems: [{ Put: claim(item) }] });

    const mine = await thrownBy(() => ours.send(command()));
    expect(mine).toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: item }],
    });
  });

  it('is the SDK’s: a call that makes no sense, though it quotes the name', async () => {
    const senseless = {
      ...claim({ pk: { S: 'x' } }),
      ConditionExpression: 'ConditionalCheckFailedException(',
    };
    expect(await thrownBy(() => ours.send(new PutItemCommand(senseless)))).toMatchObject({
      name: 'ValidationException',
    });
  });

  it('is the SDK’s: a written item', async () => {
    const written = await ours.send(new PutItemCommand(claim({ pk: { S: 'written' } })));
    expect(written.$metadata.httpStatusCode).toBe(200);
  });

  it.each([
    ['no JSON', '<html>ConditionalCheckFailedException</html>'],
    ['another error', '{"__type":"x#ValidationException","message":"not ConditionalCheckFailedException"}'],
    ['nothing', ''],
  ])('is the SDK’s: 400 with %s', async (_, body) => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [theirs, mine] = [localClient(url), localClient(url)];
    readRefusedConditions(mine);
    const errorOf = async (client: DynamoDBClient) =>
      (await thrownBy(() => client.send(new PutItemCommand(claim({ pk: { S: 'x' } }))))) as Error;
    try {
      expect((await errorOf(mine)).name).toBe((await errorOf(theirs)).name);
      expect((await errorOf(mine)).name).not.toBe('ConditionalCheckFailedException');
    } finally {
      theirs.destroy();
      mine.destroy();
      server.closeAllConnections();
      server.close();
    }
  });
});
