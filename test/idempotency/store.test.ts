import { beforeAll, describe, expect, it } from '@jest/globals';
import { inItem } from '../../functions/idempotency/home.ts';
import type { Completed, InProgress, Released } from '../../functions/idempotency/record.ts';
import type { Address } from '../../functions/idempotency/record-write.ts';
import { createStore, type Store } from '../../functions/idempotency/store.ts';
import { freshTables } from '../engine/tables.ts';
import { heldWorld } from '../rig/held-world.ts';
import { completed, inProgress, released } from '../rig/records.ts';
import { storedItem } from '../rig/stored.ts';

const world = heldWorld();
const nowMs = world.clock();
const untilMs = nowMs + 5_000;
let store: Store;
let tables: Awaited<ReturnType<typeof freshTables>>;
let items = 0;

beforeAll(async () => {
  tables = await freshTables();
  store = createStore(tables.documentClient, world);
});

const newAddress = (): Address => {
  items += 1;
  const home = inItem(tables.tables.charges, { idPrefix: 'ch', settleAfterMs: 1_000 });
  return { home, tenant: 'acme', id: `ch_${items}` };
};
const stored = ({ id, home }: Address) => storedItem({ engine: tables.documentClient }, home.tableName, id);

const create = (address: Address, record: InProgress | Completed, set = {}) =>
  store.create(address, record, set, [], untilMs);
const complete = (address: Address, expected: InProgress | Released, record: Completed, set = {}) =>
  store.complete(address, expected, record, set, [], nowMs, untilMs);
const reopen = (address: Address, expected: InProgress | Released, record: InProgress | Released) =>
  store.reopen(address, expected, record, [], untilMs);

/** An item whose record is this one. */
const itemWith = async (record: InProgress | Released | Completed): Promise<Address> => {
  const address = newAddress();
  if (record.state === 'released') {
    await create(address, inProgress(record.owner));
    await reopen(address, inProgress(record.owner), record);
  } else await create(address, record);
  expect((await stored(address)).record).toEqual(record);
  return address;
};

describe('creating an item', () => {
  it('writes it with its record and what it is due at', async () => {
    const address = newAddress();
    expect(await create(address, inProgress('a'), { amount: 1 })).toEqual({ kind: 'written' });
    expect(await stored(address)).toMatchObject({
      tenant: 'acme',
      id: address.id,
      amount: 1,
      record: inProgress('a'),
      dueAtMs: nowMs + 1_000,
    });
  });

  it.each([
    ['in progress', inProgress('a')],
    ['released', released('a')],
    ['completed', completed('a')],
  ])('never overwrites one that is %s, and hands it over', async (_, record) => {
    const address = await itemWith(record);
    const result = await create(address, inProgress('b'), { amount: 2 });
    expect(result).toMatchObject({ kind: 'found', item: { record } });
    expect((await stored(address)).record).toEqual(record);
  });

  it('finds its own earlier write and takes it for written', async () => {
    const address = await itemWith(inProgress('a'));
    expect(await create(address, inProgress('a'))).toEqual({ kind: 'written' });
  });
});

/** Every way in which an item can be other than what was seen. */
const others = [
  ['of another owner', inProgress('a'), inProgress('b')],
  ['in another state of the same owner', inProgress('a'), released('a')],
  ['released by another owner', released('a'), released('b')],
  ['no longer released', released('a'), inProgress('a')],
  ['completed by its owner', inProgress('a'), completed('a')],
] as const;

describe('taking over and executing again', () => {
  it.each([inProgress('a'), released('a')])(
    'writes when the item is exactly as it was seen',
    async (seen) => {
      const address = await itemWith(seen);
      expect(await reopen(address, seen, inProgress('me'))).toEqual({ kind: 'written' });
      expect((await stored(address)).record).toEqual(inProgress('me'));
    },
  );

  it.each(others)('writes nothing when the item is %s', async (_, seen, actual) => {
    const address = await itemWith(actual);
    expect(await reopen(address, seen, inProgress('me'))).toMatchObject({
      kind: 'found',
      item: { record: actual },
    });
    expect((await stored(address)).record).toEqual(actual);
  });
});

describe('releasing', () => {
  it.each([
    ['another owner’s attempt', inProgress('b')],
    ['what it has completed itself', completed('me')],
    ['what a successor has completed', completed('b')],
  ])('never releases %s', async (_, actual) => {
    const address = await itemWith(actual);
    expect(await reopen(address, inProgress('me'), released('me'))).toMatchObject({ kind: 'found' });
    expect((await stored(address)).record).toEqual(actual);
  });
});

describe('completing', () => {
  it('writes the end and leaves the index of what is due', async () => {
    const address = await itemWith(inProgress('me'));
    expect(await complete(address, inProgress('me'), completed('me'), { status: 'succeeded' })).toEqual({
      kind: 'written',
    });
    const item = await stored(address);
    expect(item).toMatchObject({ status: 'succeeded', record: completed('me') });
    expect(Object.keys(item)).not.toEqual(expect.arrayContaining(['dueAtMs']));
    expect(Object.keys(item)).not.toEqual(expect.arrayContaining(['dueShard']));
  });

  it.each(others)('writes nothing when the item is %s', async (_, seen, actual) => {
    const address = await itemWith(actual);
    const result = await complete(address, seen, completed('me', 'mine'), { status: 'succeeded' });
    expect(result).toMatchObject({ kind: 'found', item: { record: actual } });
    expect((await stored(address)).record).toEqual(actual);
  });

  it('keeps the first reply when the same owner completes twice', async () => {
    const address = await itemWith(completed('me', 'first'));
    expect(await complete(address, inProgress('me'), completed('me', 'second'))).toEqual({ kind: 'written' });
    expect((await stored(address)).record.response.body).toBe('first');
  });
});

describe('an item that vanished', () => {
  it('is an error: items are never deleted', async () => {
    await expect(reopen(newAddress(), inProgress('a'), inProgress('me'))).rejects.toThrow('never deleted');
  });
});
