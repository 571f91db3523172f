import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Problem, problem } from '../http/problem.ts';
import { entityTag } from '../http/respond.ts';
import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import { readItem } from '../shared/read-item.ts';
import { type Order, toOrderResource } from './order.ts';
import { noSuchOrder, refusalOf } from './refusal.ts';

/** Somebody else changed the order between our read and our write: read again, this often. */
const ROUNDS_MAX = 5;

type Members = Partial<Pick<Order, 'status' | 'currency' | 'items' | 'customer' | 'metadata' | 'total'>>;

interface Change {
  readonly tenant: string;
  readonly id: string;
  readonly nowMs: EpochMs;
  readonly ifMatch: string | undefined;
  /** Whether the order is already as wanted: then nothing is written, so that twice is once (RFC 9110 §9.2.2). */
  readonly isDone: (order: Order) => boolean;
  readonly members: Members;
}

/** RFC 9110 §13.1.1: `*` matches whatever exists; otherwise one of the listed tags must be the current one. */
const matches = (ifMatch: string | undefined, order: Order): boolean => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return true;
  const current = entityTag(toOrderResource(order));
  return ifMatch.split(',').some((tag) => tag.trim() === current);
};

/**
 * Changes a `placed` order, and only from the version that was looked at. Repeating a change that has been made
 * answers as the first time, even under an `If-Match` that it has outdated itself (RFC 9110 §13.1.1 allows exactly
 * that). The order's record of its idempotency key is never touched.
 */
export const changeOrder = async (
  documentClient: DynamoDBDocumentClient,
  ordersTable: string,
  change: Change,
): Promise<Order | Problem> => {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const order = await readItem<Order>(documentClient, ordersTable, change.tenant, change.id);
    if (order === undefined) return noSuchOrder;
    if (change.isDone(order)) return order;
    const refusal = refusalOf(order);
    if (refusal !== undefined) return refusal;
    if (!matches(change.ifMatch, order))
      return problem('precondition-failed', 'The order has changed since: read it again, then decide.');

    const changed = { ...order, ...change.members, version: order.version + 1, updatedAtMs: change.nowMs };
    if (await replaceVersion(documentClient, ordersTable, order, changed)) return changed;
  }
  return problem('unavailable', 'The order keeps changing. Nothing was written; repeat the request.', {
    retryAfterS: 1,
  });
};

const replaceVersion = async (
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  seen: Order,
  { status, currency, items, total, customer, metadata, version, updatedAtMs }: Order,
): Promise<boolean> => {
  const members = { status, currency, items, total, customer, metadata, version, updatedAtMs };
  const names = Object.keys(members);
  try {
    await documentClient.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk: tableKey(seen.tenant, seen.id) },
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: '#status = :placed AND #version = :seenVersion',
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ':placed': 'placed',
          ':seenVersion': seen.version,
          ...Object.fromEntries(Object.entries(members).map(([name, value]) => [`:${name}`, value])),
        },
      }),
    );
    return true;
  } catch (error) {
    // Not as we saw it any more, or a charge is taking it right now: the caller looks again.
    const name = error instanceof Error ? error.name : '';
    if (name === 'ConditionalCheckFailedException' || name === 'TransactionConflictException') return false;
    throw error;
  }
};
