import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EpochMs } from '../shared/clock.ts';
import { invariant } from '../shared/invariant.ts';
import { readItem } from '../shared/read-item.ts';
import type { World } from '../shared/world.ts';
import { conditionalWrite, type OwnWrite } from './conditional-write.ts';
import type { Alongside, Attributes } from './operation.ts';
import { orMaybeWritten, persist } from './persist.ts';
import type { Completed, IdempotencyRecord, InProgress, Released } from './record.ts';
import { type Address, compareAndSet, creation, dueAtMs, type Expected } from './record-write.ts';

export type StoreResult<Refusal> =
  | { readonly kind: 'written' }
  /** Somebody else was there: the item as it is. */
  | { readonly kind: 'found'; readonly item: Attributes }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The record of an item that was read. An item without one reads as a layout that nobody knows. */
export const recordOf = (item: Attributes): IdempotencyRecord =>
  (item.record ?? { layoutVersion: 0 }) as IdempotencyRecord;

/**
 * The record's writes: claim (create, or compare-and-set of what was seen), complete, release. Each is one plain
 * compare-and-set; what is allowed when is `decide`'s business.
 *
 * A write whose answer was lost is repeated, and met by its own result: the same owner in the wanted state is success.
 */
export const createStore = (client: DynamoDBDocumentClient, world: World) => {
  const read = async (address: Address, untilMs: EpochMs): Promise<Attributes | undefined> => {
    const { item } = await persist(world, untilMs, async () => {
      const { home, tenant, id } = address;
      return { kind: 'read' as const, item: await readItem<Attributes>(client, home.tableName, tenant, id) };
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
    invariant(item !== undefined, 'an item that was claimed is never deleted');
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
        creation(address, record, attributes),
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
        compareAndSet(address, { expected, record, set }),
        record,
        alongside,
        untilMs,
        isStill(expected),
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
        }),
        record,
        alongside,
        untilMs,
        isStill(expected),
      ),
  };
};

const isStill =
  (expected: Expected) =>
  (item: Attributes | undefined): boolean =>
    item !== undefined && isIn(item, expected);

const isIn = (item: Attributes, { owner, state }: Expected): boolean => {
  const record = recordOf(item);
  return record.owner === owner && record.state === state;
};

export type Store = ReturnType<typeof createStore>;
