import { beforeAll, describe, expect, it } from '@jest/globals';
import { connectionLost } from '../rig/faulty-client.ts';
import { ORDER, order, type Service, startService } from '../rig/service.ts';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

const THREE_MUGS = { ...ORDER, items: [{ sku: 'mug', quantity: 3, unitAmount: 1250 }] };

describe('replacing an order', () => {
  it('replaces all of it, and leaves out what is left out', async () => {
    const { json } = await service.call(order('k-whole', { ...ORDER, metadata: { a: 'b' } }));
    const put = await orders.put(json.id, {
      ...THREE_MUGS,
      currency: 'usd',
      customer: { email: 'g@example.org' },
    });

    expect([put.status, put.json]).toEqual([
      200,
      {
        ...json,
        ...THREE_MUGS,
        currency: 'USD',
        customer: { email: 'g@example.org' },
        metadata: null,
        total: 3750,
        updatedAt: expect.not.stringContaining(json.updatedAt),
      },
    ]);
    const read = await orders.read(json.id);
    expect([read.text, read.headers.etag]).toEqual([put.text, put.headers.etag]);
  });

  it('twice is once: the same bytes, and nothing written', async () => {
    const id = await orders.place();
    const first = await orders.put(id, THREE_MUGS);
    const second = await orders.put(id, THREE_MUGS);

    expect([second.status, second.text, second.headers]).toEqual([200, first.text, first.headers]);
  });

  it('twice is once when the first answer was lost', async () => {
    const id = await orders.place();
    const { headers } = await orders.read(id);
    service.client.inject({ at: 'after', command: 'UpdateCommand', error: connectionLost() });

    expect((await orders.put(id, THREE_MUGS, headers.etag)).status).toBeGreaterThanOrEqual(500);
    const written = await orders.read(id);
    expect((await orders.put(id, THREE_MUGS, headers.etag)).text).toBe(written.text);
    service.telemetry.failures.length = 0;
  });

  it('with what it is already writes nothing', async () => {
    const id = await orders.place();
    const before = await orders.read(id);

    expect((await orders.put(id, ORDER)).text).toBe(before.text);
    expect((await orders.put(id, { ...ORDER, currency: 'eur', metadata: null })).text).toBe(before.text);
  });

  it('twice is once with a minus zero, which is refused or zero', async () => {
    const id = await orders.place();
    const body = JSON.stringify(ORDER).replace(
      '"items":[',
      '"items":[{"sku":"gift","quantity":1,"unitAmount":-0},',
    );
    const first = await orders.put(id, body);
    const second = await orders.put(id, body);

    expect([200, 400]).toContain(first.status);
    if (first.status === 200) expect(second.text).toBe(first.text);
    else expect(second.status).toBe(400);
  });

  it('needs no key and ignores one, whatever it is', async () => {
    const id = await orders.place();
    for (const key of ['k-1', 'a,b', '', 'x'.repeat(300)]) {
      const request = {
        route: 'PUT /orders/{id}',
        path: { id },
        body: THREE_MUGS,
        headers: { 'idempotency-key': key },
      };
      expect((await service.call(request)).status).toBe(200);
    }
  });

  it('never touches what its key repeats', async () => {
    const placed = await service.call(order('k-original'));
    await orders.put(placed.json.id, THREE_MUGS);

    expect((await service.call(order('k-original'))).text).toBe(placed.text);
    expect((await service.call(order('k-original', THREE_MUGS))).status).toBe(422);
    expect((await orders.read(placed.json.id)).json.total).toBe(3750);
  });
});
