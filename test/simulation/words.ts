import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Settled } from './settled.ts';

type Members = Readonly<Record<string, unknown>>;

interface Write {
  readonly TableName?: string;
  readonly Item?: Members;
  readonly ExpressionAttributeValues?: Members;
}

interface Asked extends Write {
  readonly Key?: Members;
  readonly TransactItems?: readonly { readonly Put?: Write; readonly Update?: Write }[];
}

const chargeState = (write: Write): string => {
  const members = write.Item ?? write.ExpressionAttributeValues ?? {};
  const record = (members.record ?? members[':record']) as { readonly state?: string } | undefined;
  const status = members[':status'] ?? '';
  switch (record?.state) {
    case 'in-progress':
      return write.Item === undefined ? 'takes the charge over' : 'creates the charge';
    case 'completed':
      return `completes the charge as ${status}`;
    case 'released':
      return 'releases the charge';
    default:
      return 'writes the charge';
  }
};

const orderChange = ({ Item: item, ExpressionAttributeValues: values = {} }: Write): string => {
  if (item !== undefined) return 'places the order';
  if (':paid' in values) return 'marks the order paid';
  if (':paying' in values && ':total' in values === false && ':amount' in values) return 'holds the order';
  if (':paying' in values) return 'frees the order';
  return values[':status'] === 'canceled' ? 'cancels the order' : 'replaces the order';
};

const writeWords = (write: Write): string =>
  write.TableName === 'orders' ? orderChange(write) : chargeState(write);

/** What a command asks of DynamoDB, for somebody who knows none of our code. */
export const commandWords = (command: object): string => {
  const { input } = command as { readonly input: Asked };
  if (input.TransactItems !== undefined)
    return input.TransactItems.flatMap(({ Put, Update }) => Put ?? Update ?? [])
      .map(writeWords)
      .join(' and ');
  if (command instanceof GetCommand) return `reads the ${input.TableName === 'orders' ? 'order' : 'charge'}`;
  if (command instanceof QueryCommand)
    return `asks the index what is due (shard ${input.ExpressionAttributeValues?.[':shard']})`;
  return input.Item === undefined && input.ExpressionAttributeValues === undefined
    ? command.constructor.name
    : writeWords(input);
};

/** What an index answers most of the time. */
export const NOTHING = 'nothing';

/** How a call ended, in a word or two. */
export const answerWords = (answer: Settled<unknown>): string => {
  if ('error' in answer) {
    const { name, message } = answer.error as Error;
    if (name === 'ConditionalCheckFailedException' || name === 'TransactionCanceledException')
      return 'the condition does not hold';
    return message;
  }
  const {
    kind,
    reason,
    Items: items,
  } = answer.value as {
    readonly kind?: string;
    readonly reason?: string;
    readonly Items?: readonly unknown[];
  };
  if (items !== undefined) return items.length === 0 ? NOTHING : `${items.length} of them`;
  return kind === undefined ? 'done' : `${kind}${reason === undefined ? '' : ` (${reason})`}`;
};
