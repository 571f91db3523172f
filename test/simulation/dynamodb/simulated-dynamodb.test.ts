import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { expect, it } from '@jest/globals';
import { createSimulatedDynamoDb } from './simulated-dynamodb.ts';
import type { State } from './state.ts';

const TableName = 'things';
const definition = {
  TableName,
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: ['pk', 'tenant', 'createdAtId'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byTenant',
      KeySchema: [
        { AttributeName: 'tenant', KeyType: 'HASH' },
        { AttributeName: 'createdAtId', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};
const Key = { pk: 'a' };
const read = new GetCommand({ TableName, Key, ConsistentRead: true });
const write = (expression: string, ExpressionAttributeValues = { ':x': 1 }) =>
  new UpdateCommand({ TableName, Key, UpdateExpression: expression, ExpressionAttributeValues });
const query = new QueryCommand({
  TableName,
  IndexName: 'byTenant',
  KeyConditionExpression: 'tenant = :t',
  ExpressionAttributeValues: { ':t': 'acme' },
});

it('shares no value with those who write or read it', async () => {
  const { documentClient, items } = createSimulatedDynamoDb([definition]);
  const Item = { ...Key, deep: { list: [1] } };
  await documentClient.send(new PutCommand({ TableName, Item }));
  Item.deep.list.push(2);
  const { Item: seen } = await documentClient.send(read);
  seen?.deep.list.push(3);
  expect(items(TableName)).toEqual([{ ...Key, deep: { list: [1] } }]);
});

it('shows an index as it was, if told to, and the table as it is', async () => {
  let shown: State | undefined;
  const { documentClient, state } = createSimulatedDynamoDb([definition], { indexed: (now) => shown ?? now });
  const put = (createdAtId: string) =>
    documentClient.send(new PutCommand({ TableName, Item: { ...Key, tenant: 'acme', createdAtId } }));
  await put('1');
  shown = state();
  await put('2');
  expect((await documentClient.send(query)).Items).toEqual([{ ...Key, tenant: 'acme', createdAtId: '1' }]);
  expect((await documentClient.send(read)).Item?.createdAtId).toBe('2');
  shown = undefined;
  expect((await documentClient.send(query)).Items).toEqual([{ ...Key, tenant: 'acme', createdAtId: '2' }]);
});

it.each([
  ['a command that nobody sends', new ScanCommand({ TableName })],
  [
    'a conditional delete',
    new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_exists(pk)' }),
  ],
  [
    'a parameter that nobody sets',
    new GetCommand({ TableName, Key, ConsistentRead: true, ProjectionExpression: 'a' }),
  ],
  ['a read that may be behind', new GetCommand({ TableName, Key })],
  ['another table', new GetCommand({ TableName: 'other', Key, ConsistentRead: true })],
  ['a clause', write('ADD n :x')],
  ['a path into what is not there', write('SET a.b = :x')],
  ['a list element', write('SET a[0] = :x')],
  ['two writes of one attribute', write('SET a = :x, a = :x')],
  ['a write of an attribute and into it', write('SET a = :x, a.b = :x')],
  ['a write of the key', write('SET pk = :x')],
  ['a sum with what is not there', write('SET a = a + :x')],
  ['a difference from what is not there', write('SET a = a - :x')],
  ['a comparator that nobody uses', new PutCommand({ TableName, Item: Key, ConditionExpression: 'a > b' })],
  ['a value that no expression uses', write('SET a = :x', { ':x': 1, ':y': 1 } as never)],
  ['an index key of another type', write('SET tenant = :x')],
  ['a function', new PutCommand({ TableName, Item: Key, ConditionExpression: 'begins_with(pk, pk)' })],
  ['a negation', new PutCommand({ TableName, Item: Key, ConditionExpression: 'NOT attribute_exists(pk)' })],
])('stops at %s instead of guessing, and writes nothing', async (_, command) => {
  const { documentClient, items } = createSimulatedDynamoDb([definition]);
  await expect(documentClient.send(command as never)).rejects.toThrow(/^not simulated: /);
  expect(items(TableName)).toEqual([]);
});
