import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import { tableKey } from '../shared/ids.ts';
import type { World } from '../shared/world.ts';
import { conditionalWrite, type OwnWrite } from './conditional-write.ts';
import type { Home } from './home.ts';
import type { Alongside, Attributes } from './operation.ts';
import { orMaybeWritten, persist } from './persist.ts';
import type { Completed, IdempotencyRecord, InProgress, Released } from './record.ts';

/** An item that holds a record: addressed by tenant and id, so that no other tenant's can be. */
export interface Address {
  readonly home: Home;
  readonly tenant: string;
  readonly id: string;
}

export type StoreResult<Refusal> =
  | { readonly kind: 'written' }
  /** Somebody else was there: the item as it is. */
  | { readonly kind: 'found'; readonly item: Attributes }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What a condition compares: exactly what was seen, or what the own attempt wrote. */
type Expected = Pick<IdempotencyRecord, 'owner' | 'state'>;

interface Change<Refusal> {
  readonly expected: Expected;
  readonly record: IdempotencyRecord;
  readonly set: Attributes;
  readonly remove?: readonly string[];
  readonly alongside: readonly Alongside<Refusal>[];
}

/** The record of an item that was read. An item without one reads as a layout that nobody knows. */
export const recordOf = (item: Attributes): IdempotencyRecord =>
  (item.record ?? { layoutVersion: 0 }) as IdempotencyRecord;

const UNCLAIMED = 'attribute_not_exists(pk)';
const OWNED_AS_EXPECTED = '#record.#owner = :expectedOwner AND #record.#state = :expectedState';

const create = ({ home, tenant, id }: Address, record: IdempotencyRecord, set: Attributes): OwnWrite => ({
  Put: {
    TableName: home.tableName,
    Item: { ...set, pk: tableKey(tenant, id), tenant, id, record },
    ConditionExpression: UNCLAIMED,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

const compareAndSet = ({ home, tenant, id }: Address, change: Change<unknown>): OwnWrite => {
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

const dueAtMs = (record: InProgress | Released): EpochMs | null => {
  if (record.settleAtMs === null) return null;
  return record.state === 'in-progress'
    ? Math.max(record.leaseExpiresAtMs, record.settleAtMs)
    : record.settleAtMs;
};

/**
 * The record's writes: claim (create, or compare-and-set of what was seen), complete, release. Each is one plain
 * compare-and-set; what is allowed when is `decide`'s business.
 *
 * A write whose answer was lost is repeated, and met by its own result: the same owner in the wanted state is success.
 */
export const createStore = (client: DynamoDBDocumentClient, world: World) => {
  const read = async (address: Address, untilMs: EpochMs): Promise<Attributes | undefined> => {
    const { item } = await persist(world, untilMs, async () => {
      const { Item: item } = await client.send(
        new GetCommand({
          TableName: address.home.tableName,
          Key: { pk: tableKey(address.tenant, address.id) },
          ConsistentRead: true,
        }),
      );
      return { kind: 'read' as const, item };
    });
    return item;
  };

  const write = async <Refusal>(
    address: Address,
    own: OwnWrite,
    wanted: Expected,
    alongside: readonly Alongside<Refusal>[],
    untilMs: EpochMs,
    isStillUnwritten: (item: Attributes | undefined) => boolean,
  ): Promise<StoreResult<Refusal>> => {
    const result = await persist(world, untilMs, () => conditionalWrite(client, own, alongside));
    if (result.kind === 'written') return result;

    // The own item decides before anything alongside: its condition may have failed as well, unreported.
    const item =
      result.kind === 'condition-failed' ? result.item : await orMaybeWritten(read(address, untilMs));
    if (item !== undefined && isIn(item, wanted)) return { kind: 'written' };
    if (result.kind === 'alongside-failed' && isStillUnwritten(item))
      return { kind: 'refused', refusal: result.refusal };
    if (item === undefined) throw new Error(`The item ${address.id} vanished: items are never deleted`);
    return { kind: 'found', item };
  };

  return {
    read,

    /** First claim (or, with a completed record, the one write of an operation that is its item). */
    create: <Refusal>(
      address: Address,
      record: InProgress | Completed,
      set: Attributes,
      alongside: readonly Alongside<Refusal>[],
      untilMs: EpochMs,
    ): Promise<StoreResult<Refusal>> => {
      const attributes =
        record.state === 'completed'
          ? { ...set, ...address.home.atCompletion(record.createdAtMs) }
          : { ...set, ...address.home.whileOpen(address.id, dueAtMs(record)) };
      return write(
        address,
        create(address, record, attributes),
        record,
        alongside,
        untilMs,
        (item) => item === undefined,
      );
    },

    /** Takes over, executes again, or releases: the item stays open. */
    reopen: <Refusal>(
      address: Address,
      expected: Expected,
      record: InProgress | Released,
      alongside: readonly Alongside<Refusal>[],
      untilMs: EpochMs,
    ): Promise<StoreResult<Refusal>> => {
      const set = address.home.whileOpen(address.id, dueAtMs(record));
      return write(
        address,
        compareAndSet(address, { expected, record, set, alongside }),
        record,
        alongside,
        untilMs,
        (item) => item !== undefined && isIn(item, expected),
      );
    },

    /** Ends it for ever. */
    complete: <Refusal>(
      address: Address,
      expected: Expected,
      record: Completed,
      set: Attributes,
      alongside: readonly Alongside<Refusal>[],
      nowMs: EpochMs,
      untilMs: EpochMs,
    ): Promise<StoreResult<Refusal>> =>
      write(
        address,
        compareAndSet(address, {
          expected,
          record,
          set: { ...set, ...address.home.atCompletion(nowMs) },
          remove: address.home.removedAtCompletion,
          alongside,
        }),
        record,
        alongside,
        untilMs,
        (item) => item !== undefined && isIn(item, expected),
      ),
  };
};

const isIn = (item: Attributes, { owner, state }: Expected): boolean => {
  const record = recordOf(item);
  return record.owner === owner && record.state === state;
};

export type Store = ReturnType<typeof createStore>;
