import { BatchGetCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Settled } from './settled.ts';

type Members = Readonly<Record<string, unknown>>;

interface Write {
  readonly TableName?: string;
  readonly Key?: Members;
  readonly UpdateExpression?: string;
  readonly Item?: Members;
  readonly ExpressionAttributeValues?: Members;
}

interface Asked extends Write {
  readonly TransactItems?: readonly { readonly Put?: Write; readonly Update?: Write }[];
}

/** A charge and a refund are in one table: the key tells them apart. */
const thingOf = ({ Key: key, Item: item }: Write): 'charge' | 'refund' =>
  String(key?.pk ?? item?.pk).includes('#re_') ? 'refund' : 'charge';

const isRedaction = ({ UpdateExpression: update }: Write): boolean =>
  update?.includes('redactedAtMs') === true;

const chargeState = (write: Write): string => {
  const thing = thingOf(write);
  if (isRedaction(write)) return 'redacts the charge';
  if (write.UpdateExpression?.includes('refundable')) return reservationChange(write.UpdateExpression);
  const members = write.Item ?? write.ExpressionAttributeValues ?? {};
  const record = (members.record ?? members[':record']) as { readonly state?: string } | undefined;
  const status = members[':status'] ?? '';
  switch (record?.state) {
    case 'in-progress':
      return write.Item === undefined ? `takes the ${thing} over` : `creates the ${thing}`;
    case 'completed':
      return `completes the ${thing} as ${status}`;
    case 'released':
      return `releases the ${thing}`;
    default:
      return write.UpdateExpression?.includes('amountRefunded') ? 'counts it in' : `writes the ${thing}`;
  }
};

const reservationChange = (update: string): string => {
  if (update.includes('if_not_exists')) return 'takes its amount off the charge';
  return update.includes('amountRefunded') ? 'takes it back out of the charge' : 'gives its amount back';
};

const orderChange = (write: Write): string => {
  const { Item: item, ExpressionAttributeValues: values = {} } = write;
  if (item !== undefined) return 'places the order';
  if (isRedaction(write)) return 'redacts the order';
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
  if (command instanceof GetCommand)
    return `reads the ${input.TableName === 'orders' ? 'order' : thingOf(input)}`;
  if (command instanceof BatchGetCommand) return 'reads what the index has shown';
  if (command instanceof QueryCommand && command.input.IndexName === 'byTenant')
    return `asks the index for all ${input.TableName}`;
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
