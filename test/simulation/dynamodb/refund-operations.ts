import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { listKeys } from '../../../functions/http/page.ts';
import { conditionalWrite } from '../../../functions/idempotency/conditional-write.ts';
import { inItem } from '../../../functions/idempotency/home.ts';
import { creation } from '../../../functions/idempotency/record-write.ts';
import type { Refund } from '../../../functions/refunds/refund.ts';
import { countIn, giveBack, reserve, uncount } from '../../../functions/refunds/reservation.ts';
import { toTimestamp } from '../../../functions/shared/clock.ts';
import { tableKey } from '../../../functions/shared/ids.ts';
import { START_MS } from '../../rig/held-world.ts';
import { inProgress } from '../../rig/records.ts';

const ACTS = { reserve, 'give-back': giveBack, 'count-in': countIn, uncount };

/** A refund's own write, what it changes in its charge, and the list of the charge's refunds then. */
export interface RefundStep {
  readonly kind: 'refund';
  readonly tenant: string;
  readonly chargeId: string;
  readonly refundId: string;
  readonly act: keyof typeof ACTS;
  /** Whether the charge is made one that has succeeded first: no other operation here leaves one. */
  readonly isPaid: boolean;
  readonly amount: number;
  readonly offsetMs: number;
}

export const refundSteps = (chargeIds: readonly string[], tenants: readonly string[]) =>
  fc.record({
    kind: fc.constant('refund'),
    tenant: fc.constantFrom(...tenants),
    chargeId: fc.constantFrom(...chargeIds),
    refundId: fc.constantFrom('re_1', 're_2', 're_3', 're_4', 're_5'),
    act: fc.constantFrom<keyof typeof ACTS>('reserve', 'reserve', 'give-back', 'count-in', 'uncount'),
    isPaid: fc.boolean(),
    amount: fc.constantFrom(60, 100),
    offsetMs: fc.integer({ min: 0, max: 4 }),
  });

const PAID = 150;

const makePaid = (TableName: string, pk: string) =>
  new UpdateCommand({
    TableName,
    Key: { pk },
    UpdateExpression: 'SET #status = :succeeded, amount = :amount, amountRefunded = :none',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':succeeded': 'succeeded', ':amount': PAID, ':none': 0 },
  });

/** What it answers and what it throws are compared on the way. */
export const carryOutRefund = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  { tenant, chargeId, refundId, act, isPaid, amount, offsetMs }: RefundStep,
): Promise<void> => {
  const nowMs = START_MS + offsetMs;
  const refundOf = tableKey(tenant, chargeId);
  if (isPaid) await client.send(makePaid(tableName, refundOf));

  const refundedAtId = `${toTimestamp(nowMs)}#${refundId}`;
  const item = { tenant, id: refundId, chargeId, amount, refundOf, refundedAtId } as unknown as Refund;
  const address = {
    home: inItem(tableName, { idPrefix: 're', settleAfterMs: 1 }),
    tenant,
    id: refundId,
  };
  const own = creation(address, inProgress('one'), { ...item });
  await conditionalWrite(client, own, [ACTS[act](tableName, item, nowMs)]);

  const listing = { name: 'byCharge', partition: { refundOf }, sort: 'refundedAtId' } as const;
  await listKeys(client, { tableName, tenant, listing }, 2, undefined);
};
