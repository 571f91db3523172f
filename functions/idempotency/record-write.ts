import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import type { OwnWrite } from './conditional-write.ts';
import type { Home } from './home.ts';
import type { Attributes } from './operation.ts';
import type { IdempotencyRecord, InProgress, Released } from './record.ts';

/** An item that holds a record: addressed by tenant and id, so that no other tenant's can be. */
export interface Address {
  readonly home: Home;
  readonly tenant: string;
  readonly id: string;
}

/** What a condition compares: exactly what was seen, or what the own attempt wrote. */
export type Expected = Pick<IdempotencyRecord, 'owner' | 'state'>;

interface Change {
  readonly expected: Expected;
  readonly record: IdempotencyRecord;
  readonly set: Attributes;
  readonly remove?: readonly string[];
}

const UNCLAIMED = 'attribute_not_exists(pk)';
const OWNED_AS_EXPECTED = '#record.#owner = :expectedOwner AND #record.#state = :expectedState';

/** Creates the item with its record, if there is none. */
export const creation = (
  { home, tenant, id }: Address,
  record: IdempotencyRecord,
  set: Attributes,
): OwnWrite => ({
  Put: {
    TableName: home.tableName,
    Item: { ...set, pk: tableKey(tenant, id), tenant, id, record },
    ConditionExpression: UNCLAIMED,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Replaces the record, if it is still as expected. */
export const compareAndSet = ({ home, tenant, id }: Address, change: Change): OwnWrite => {
  const names = [...Object.keys(change.set), ...(change.remove ?? [])];
  const assignments = Object.keys(change.set).map((name) => `#${name} = :${name}`);
  const removals = (change.remove ?? []).map((name) => `#${name}`);
  return {
    Update: {
      TableName: home.tableName,
      Key: { pk: tableKey(tenant, id) },
      UpdateExpression:
        `SET ${['#record = :record', ...assignments].join(', ')}` +
        (removals.length > 0 ? ` REMOVE ${removals.join(', ')}` : ''),
      ConditionExpression: OWNED_AS_EXPECTED,
      ExpressionAttributeNames: {
        '#record': 'record',
        '#owner': 'owner',
        '#state': 'state',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':record': change.record,
        ':expectedOwner': change.expected.owner,
        ':expectedState': change.expected.state,
        ...Object.fromEntries(Object.entries(change.set).map(([name, value]) => [`:${name}`, value])),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
};

/** When an unfinished item is to be looked at, should nobody come back for it. */
export const dueAtMs = (record: InProgress | Released): EpochMs | null => {
  if (record.settleAtMs === null) return null;
  return record.state === 'in-progress'
    ? Math.max(record.leaseExpiresAtMs, record.settleAtMs)
    : record.settleAtMs;
};
