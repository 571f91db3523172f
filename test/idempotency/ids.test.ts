import { describe, expect, it } from '@jest/globals';
import { idFor } from '../../functions/idempotency/index.ts';
import { deriveId } from '../../functions/shared/ids.ts';

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
