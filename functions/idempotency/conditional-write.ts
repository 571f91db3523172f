import {
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isThrottle } from '../shared/passing.ts';
import type { Alongside, Attributes } from './operation.ts';

/** One conditional write, as DynamoDB takes it alone and inside a transaction. */
export type OwnWrite =
  | { readonly Put: Omit<PutCommandInput, 'ReturnValues'> }
  | {
      readonly Update: Omit<UpdateCommandInput, 'ReturnValues' | 'UpdateExpression'> & {
        UpdateExpression: string;
      };
    };

export type WriteResult<Refusal> =
  | { readonly kind: 'written' }
  /** The own condition does not hold: this is the item as it is. */
  | { readonly kind: 'condition-failed'; readonly item: Attributes | undefined }
  /** Only the condition of something alongside is known not to hold. */
  | { readonly kind: 'alongside-failed'; readonly refusal: Refusal }
  /** Another transaction is at one of the items: neither a refusal nor a fence. Nothing was written. */
  | { readonly kind: 'contended' };

interface Reason {
  readonly Code?: string;
  readonly Item?: Parameters<typeof unmarshall>[0];
}

// `lib-dynamodb` leaves the items inside errors as they came over the wire.
const itemOf = (holder: { Item?: Parameters<typeof unmarshall>[0] } | undefined): Attributes | undefined =>
  holder?.Item === undefined ? undefined : unmarshall(holder.Item);

/** Codes of a cancellation that say "not now" about an item, and nothing about its condition. */
const CONTENTION = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Reads a cancelled transaction. The own item speaks first: what it says decides, whatever the others say; when it
 * was not looked at for contention, nobody else's refusal counts.
 */
const readCancellation = <Refusal>(
  [own, ...others]: readonly Reason[],
  alongside: readonly Alongside<Refusal>[],
): WriteResult<Refusal> | undefined => {
  if (own?.Code === 'ConditionalCheckFailed') return { kind: 'condition-failed', item: itemOf(own) };
  if (own?.Code !== undefined && CONTENTION.has(own.Code)) return { kind: 'contended' };

  const failed = others.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  const refusedBy = alongside[failed];
  if (refusedBy !== undefined)
    return { kind: 'alongside-failed', refusal: refusedBy.refused(itemOf(others[failed])) };
  return others.some((reason) => CONTENTION.has(reason.Code ?? '')) ? { kind: 'contended' } : undefined;
};

const send = async (
  client: DynamoDBDocumentClient,
  own: OwnWrite,
  alongside: readonly Alongside<unknown>[],
): Promise<void> => {
  if (alongside.length > 0)
    await client.send(
      new TransactWriteCommand({ TransactItems: [own, ...alongside.map(({ write }) => write)] }),
    );
  else if ('Put' in own) await client.send(new PutCommand(own.Put));
  else await client.send(new UpdateCommand(own.Update));
};

/**
 * Sends one conditional write, as a transaction when others go along, and sorts the answers that DynamoDB means as
 * answers. Whatever else goes wrong is thrown as it came.
 */
export const conditionalWrite = async <Refusal>(
  client: DynamoDBDocumentClient,
  own: OwnWrite,
  alongside: readonly Alongside<Refusal>[] = [],
): Promise<WriteResult<Refusal>> => {
  try {
    await send(client, own, alongside);
    return { kind: 'written' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const answer = error as Error & Reason & { CancellationReasons?: readonly Reason[] };
    if (answer.name === 'ConditionalCheckFailedException')
      return { kind: 'condition-failed', item: itemOf(answer) };
    if (answer.name === 'TransactionConflictException' || answer.name === 'TransactionInProgressException')
      return { kind: 'contended' };
    if (answer.name === 'TransactionCanceledException')
      return readCancellation(answer.CancellationReasons ?? [], alongside) ?? Promise.reject(error);
    if (isThrottle(error)) return { kind: 'contended' };
    throw error;
  }
};
