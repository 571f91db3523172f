import { describe, expect, it } from '@jest/globals';
import { idFor } from '../../functions/idempotency/index.ts';
import { deriveId, shardOf, tableKey } from '../../functions/shared/ids.ts';

describe('the id of what a key creates', () => {
  it('is the same for the same tenant, operation and key, for ever', () => {
    expect(deriveId('ch', 'acme', 'charges.create', 'key-1')).toBe(
      'ch_5mtmnyxtsybmesb4j8vz6bdqxr8a6rk0dxmyg6wyv490c4nny39g',
    );
    expect(deriveId('ord', 'acmé', 'orders.create', 'k "1"')).toBe(
      'ord_bxkyzb9p1ykq907dzk9e3npy9e5xabjqtpgppm6tjnp85zmnv1r0',
    );
  });

  it('is the prefix and 52 digits that nobody confuses', () => {
    expect(deriveId('re', 'acme', 'refunds.create', 'k')).toMatch(/^re_[0-9a-hjkmnp-tv-z]{52}$/);
  });

  it('differs by tenant, by operation and by key', () => {
    const ids = [
      deriveId('ch', 'acme', 'charges.create', 'k'),
      deriveId('ch', 'globex', 'charges.create', 'k'),
      deriveId('ch', 'acme', 'orders.create', 'k'),
      deriveId('ch', 'acme', 'charges.create', 'K'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  it.each([
    [
      ['ab', 'c', 'd'],
      ['a', 'bc', 'd'],
    ],
    [
      ['a', 'bc', 'd'],
      ['a', 'b', 'cd'],
    ],
    [
      ['a', '', 'b'],
      ['a', 'b', ''],
    ],
    [
      ['a\u0000b', 'c', 'd'],
      ['a', 'b\u0000c', 'd'],
    ],
    [
      ['a#b', 'c', 'd'],
      ['a', 'b#c', 'd'],
    ],
  ] as [string[], string[]][])('keeps %j and %j apart', (one, other) => {
    const id = ([tenant = '', operation = '', key = '']: string[]) => deriveId('ch', tenant, operation, key);
    expect(id(one)).not.toBe(id(other));
  });

  it('is what the layer uses', () => {
    const operation = { name: 'charges.create', home: { idPrefix: 'ch' } } as const;
    expect(idFor(operation, 'acme', 'key-1')).toBe(deriveId('ch', 'acme', 'charges.create', 'key-1'));
  });
});

describe('the table key of an item', () => {
  it.each([
    [
      ['a', 'b#ch_1'],
      ['a#b', 'ch_1'],
    ],
    [
      ['1', '#x'],
      ['1#', 'x'],
    ],
    [
      ['1:a', 'x'],
      ['a', 'x'],
    ],
    [
      ['', '2:a#x'],
      ['2:a', 'x'],
    ],
  ] as [string[], string[]][])('differs for %j and %j', (one, other) => {
    const key = ([tenant = '', id = '']: string[]) => tableKey(tenant, id);
    expect(key(one)).not.toBe(key(other));
  });
});

describe('the shard of an id', () => {
  it('uses every shard about as often', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 3200; n += 1) {
      const shard = shardOf(deriveId('ch', 'acme', 'charges.create', `k-${n}`), 16);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n));
    expect(Math.min(...counts.values())).toBeGreaterThan(140);
  });
});
