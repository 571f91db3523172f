import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { World } from '../../functions/shared/world.ts';

type Put = PutCommand['input'];
type Command = PutCommand | TransactWriteCommand | { readonly input: object };

/** What a new item is announced as; the start of its id says what it is. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  ch: 'charge.succeeded',
  ord: 'order.placed',
  re: 'refund.succeeded',
};

export interface Outbox extends Pick<World, 'uniqueName' | 'clock'> {
  readonly outboxTable: string;
  /** In a transaction with the item: both or neither. Else in a put after it, which a crash in between leaves out. */
  readonly isAtomic: boolean;
}

/**
 * The client of somebody who must tell others of each new item: with it goes an event, which only names the item and so
 * is as small as one can be. Items that are written in a transaction anyway have their event in it.
 */
export const withOutbox = (
  documentClient: DynamoDBDocumentClient,
  { outboxTable, isAtomic, uniqueName, clock }: Outbox,
): DynamoDBDocumentClient => {
  const eventOf = ({ Item }: Put): Put => {
    const { id, tenant } = Item as { readonly id: string; readonly tenant: string };
    const type = EVENT_TYPES[id.split('_')[0] ?? ''];
    const event = { id: uniqueName(), type, occurredAtMs: clock(), tenant, subject: id };
    return { TableName: outboxTable, Item: event };
  };
  const transact = (items: TransactWriteCommand['input']['TransactItems'] = []): Promise<unknown> => {
    const events = items.flatMap(({ Put }) => (Put === undefined ? [] : [{ Put: eventOf(Put) }]));
    return documentClient.send(new TransactWriteCommand({ TransactItems: [...items, ...events] }));
  };
  const send = async (command: Command): Promise<unknown> => {
    if (command instanceof TransactWriteCommand) return transact(command.input.TransactItems);
    if (!(command instanceof PutCommand)) return documentClient.send(command as never);
    if (isAtomic) return transact([{ Put: command.input }]);
    const answer = await documentClient.send(command);
    await documentClient.send(new PutCommand(eventOf(command.input)));
    return answer;
  };
  return { send } as unknown as DynamoDBDocumentClient;
};
