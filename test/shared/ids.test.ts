import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveId, shardOf, tableKey } from '../../functions/shared/ids.ts';

const names = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('a', 'a#b', '1:a', '#', '3:a#b'),
);

describe('a derived id', () => {
  it('never changes: it leads to what is stored', () => {
    expect(deriveId('ch', 'acme', 'charges.create', 'key-1')).toBe(
      'ch_5mtmnyxtsybmesb4j8vz6bdqxr8a6rk0dxmyg6wyv490c4nny39g',
    );
  });

  it('is another one when any part is another one', () => {
    const base = ['acme', 'charges.create', 'key-1'] as const;
    const ids = [
      deriveId('ch', ...base),
      deriveId('ch', 'acmec', 'harges.create', 'key-1'),
      deriveId('ch', 'acme', 'charges.createk', 'ey-1'),
      deriveId('ch', 'acme', 'orders.create', 'key-1'),
      deriveId('ch', 'acme', 'charges.create', 'key-2'),
      deriveId('ch', '', 'acmecharges.create', 'key-1'),
    ];

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^ch_[0-9a-hjkmnp-tv-z]{52}$/);
  });
});

describe('a table key', () => {
  it('is shared by no two pairs of tenant and id, whatever they are', () => {
    fc.assert(
      fc.property(names, names, names, names, (tenant, id, otherTenant, otherId) => {
        const isSame = tenant === otherTenant && id === otherId;
        expect(tableKey(tenant, id) === tableKey(otherTenant, otherId)).toBe(isSame);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('shards', () => {
  it('get about as many ids each', () => {
    const counts = new Array<number>(16).fill(0);
    for (let key = 0; key < 3_200; key += 1) {
      const shard = shardOf(deriveId('ch', 'acme', 'charges.create', `key-${key}`), 16);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }

    for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(70);
  });
});
