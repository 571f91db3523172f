import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from '../rig/invoke.ts';
import { CHARGE, charge, ORDER, order, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

const NOW = '2026-01-01T00:00:00.000Z';

const PLACED = {
  id: expect.stringMatching(/^ord_[0-9a-hjkmnp-tv-z]{52}$/),
  object: 'order',
  status: 'placed',
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  total: 2500,
  customer: { email: 'ada@example.com' },
  metadata: null,
  chargeId: null,
  createdAt: NOW,
  updatedAt: NOW,
};

const read = (id: string): Promise<Response> => service.call({ route: 'GET /orders/{id}', path: { id } });
const chargeFor = (key: string, orderId: string) => charge(key, { ...CHARGE, amount: 2500, orderId });

describe('an order, as clients see it', () => {
  it('has every member, null where there is nothing, and its total', async () => {
    const placed = await service.call(order('k-smallest'));

    expect([placed.status, placed.json]).toEqual([201, PLACED]);
    expect(placed.headers).toEqual({
      'content-type': 'application/json',
      location: `/orders/${placed.json.id}`,
      'cache-control': 'no-store',
    });
    expect((await read(placed.json.id)).text).toBe(placed.text);
  });

  it('has what was sent', async () => {
    const sent = {
      currency: 'jpy',
      items: [
        { sku: 'mug', quantity: 9_999, unitAmount: 10_000 },
        { sku: 'sticker', quantity: 3, unitAmount: 0 },
      ],
      customer: { email: 'grace@example.org' },
      metadata: { campaign: 'winter', note: '' },
    };
    const placed = await service.call(order('k-whole', sent));

    expect(placed.json).toEqual({ ...PLACED, ...sent, currency: 'JPY', total: 99_990_000 });
    expect((await read(placed.json.id)).json).toEqual(placed.json);
  });

  it('names the charge while it is paying and when it is paid', async () => {
    const { json } = await service.call(order('k-paid'));
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await service.call(chargeFor('c-paid', json.id));
    const made = await service.call({ route: 'GET /charges', query: { idempotencyKey: 'c-paid' } });

    expect((await read(json.id)).json).toEqual({ ...PLACED, status: 'paying', chargeId: made.json.id });

    service.world.pass(60_000);
    await service.call(chargeFor('c-paid', json.id));
    expect((await read(json.id)).json).toEqual({
      ...PLACED,
      status: 'paid',
      chargeId: made.json.id,
      updatedAt: '2026-01-01T00:01:00.000Z',
    });
  });

  it('names no charge after one that was declined', async () => {
    const { json } = await service.call(order('k-declined'));
    const declined = { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined', amount: 2500, orderId: json.id };
    await service.call(charge('c-declined', declined));

    expect((await read(json.id)).json).toMatchObject({ status: 'placed', chargeId: null });
  });

  it('is canceled, with all its members, for ever', async () => {
    const { json } = await service.call(order('k-canceled'));
    await service.call({ route: 'DELETE /orders/{id}', path: { id: json.id } });

    expect((await read(json.id)).json).toMatchObject({
      ...json,
      status: 'canceled',
      updatedAt: expect.anything(),
    });
  });
});

describe('placing an order again', () => {
  it('repeats the first bytes, next month as well', async () => {
    const first = await service.call(order('k-again'));
    service.world.pass(40 * 24 * 60 * 60 * 1000);
    const again = await service.call(order('k-again'));

    expect(again.headers).toEqual({ ...first.headers, 'idempotent-replayed': 'true' });
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  it('with another body is refused', async () => {
    await service.call(order('k-reused'));
    const reply = await service.call(order('k-reused', { ...ORDER, metadata: {} }));

    expect([reply.status, reply.json.code]).toEqual([422, 'idempotency-key-reused']);
    expect(reply.json.detail).toContain('GET /orders?idempotencyKey=');
  });

  it('at the same time, twenty times, places one', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => service.call(order('k-at-once'))));

    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
  });
});
