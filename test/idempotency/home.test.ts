import { describe, expect, it } from '@jest/globals';
import { inItem, inTable } from '../../functions/idempotency/home.ts';
import { shardOf } from '../../functions/shared/ids.ts';

const ID = 'ch_vpffka6rgwqw8df5mprttw4v3wj2hv2krkcz5579vfxb8n02y6p0';

describe('a record in the item that it creates', () => {
  const home = inItem('charges', { idPrefix: 'ch', settleAfterMs: 300_000 });

  it('is in the index of what is due while it is open', () => {
    expect(home.whileOpen(ID, 1234)).toEqual({ dueShard: String(shardOf(ID, 16)), dueAtMs: 1234 });
  });

  it('leaves that index at completion, with every attribute that it brought', () => {
    expect([...home.removedAtCompletion].sort()).toEqual(Object.keys(home.whileOpen(ID, 1234)).sort());
  });

  it('never expires', () => {
    expect(home.atCompletion(0)).toEqual({});
  });

  it('is never due when it is complete from the start', () => {
    const orders = inItem('orders', { idPrefix: 'ord', settleAfterMs: null });
    expect([orders.whileOpen(ID, null), orders.removedAtCompletion]).toEqual([{}, []]);
  });
});

describe('a record in the idempotency table', () => {
  const home = inTable('idempotency', { ttlDays: 2 });

  it('expires the promised days after completion, in whole seconds and never early', () => {
    expect(home.atCompletion(1)).toEqual({ expiresAtS: 2 * 24 * 60 * 60 + 1 });
    expect(home.atCompletion(1000)).toEqual({ expiresAtS: 2 * 24 * 60 * 60 + 1 });
  });

  it('has no expiry and is not due while it is open', () => {
    expect(home.whileOpen(ID, 1234)).toEqual({});
  });

  it('is resumed however old it is', () => {
    expect(home.settleAfterMs).toBeNull();
  });
});
