import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Charge } from '../../functions/charges/charge.ts';
import { conditionalWrite, type OwnWrite } from '../../functions/idempotency/conditional-write.ts';
import { persist } from '../../functions/idempotency/persist.ts';
import type { Order } from '../../functions/orders/order.ts';
import {
  type Redaction,
  redactionOfCharge,
  redactionOfOrder,
  type Stored,
} from '../../functions/privacy/redaction.ts';
import { tableKey } from '../../functions/shared/ids.ts';
import type { World } from '../../functions/shared/world.ts';

/** DynamoDB may say "not now" about an item that a refund is taken off: it is asked again for as long. */
const PATIENCE_MS = 20_000;

/** `changed`: it is not as it was read any more; look again. */
export type Written = 'redacted' | 'changed';

interface Guard {
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly more?: string;
}

/**
 * Writes over the named members only, in a completed item of exactly this owner: an attempt that holds the item, and all
 * else that is written into it meanwhile, are never touched.
 */
const update = (
  tableName: string,
  { tenant, id, record }: Stored<Order | Charge>,
  { set, body }: Redaction,
  nowMs: number,
  guard?: Guard,
): OwnWrite => {
  const names = Object.keys(set);
  const assignments = names.map((name) => `#${name} = :${name}`);
  return {
    Update: {
      TableName: tableName,
      Key: { pk: tableKey(tenant, id) },
      UpdateExpression: `SET ${[...assignments, '#record.#response.#body = :body', 'redactedAtMs = :nowMs', ...(guard?.more ? [guard.more] : [])].join(', ')}`,
      ConditionExpression: `#record.#state = :completed AND #record.#owner = :owner${guard ? ` AND ${guard.condition}` : ''}`,
      ExpressionAttributeNames: {
        '#record': 'record',
        '#response': 'response',
        '#body': 'body',
        '#state': 'state',
        '#owner': 'owner',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ...guard?.names,
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
        ':body': body,
        ':nowMs': nowMs,
        ':completed': 'completed',
        ':owner': record.owner,
        ...guard?.values,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

const write = async (client: DynamoDBDocumentClient, world: World, own: OwnWrite): Promise<Written> => {
  const untilMs = world.clock() + PATIENCE_MS;
  const result = await persist(world, untilMs, () => conditionalWrite(client, own));
  return result.kind === 'written' ? 'redacted' : 'changed';
};

/** Its refunds may go on meanwhile: they change other members. */
export const writeCharge = (
  client: DynamoDBDocumentClient,
  world: World,
  tableName: string,
  charge: Stored<Charge>,
): Promise<Written> =>
  write(client, world, update(tableName, charge, redactionOfCharge(charge), world.clock()));

/**
 * Only from the version that was read, and not while a charge holds it. It counts as a change, so that a PUT that has read
 * the order before does not write the old content back.
 */
export const writeOrder = (
  client: DynamoDBDocumentClient,
  world: World,
  tableName: string,
  order: Stored<Order>,
): Promise<Written> =>
  write(
    client,
    world,
    update(tableName, order, redactionOfOrder(order), world.clock(), {
      condition: '#status <> :paying AND #version = :seenVersion',
      names: { '#status': 'status', '#version': 'version' },
      values: { ':paying': 'paying', ':seenVersion': order.version, ':one': 1 },
      more: '#version = #version + :one',
    }),
  );
