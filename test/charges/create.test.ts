import { beforeAll, describe, expect, it } from '@jest/globals';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

describe('charging', () => {
  it('charges once and repeats the same bytes', async () => {
    const first = await service.call(charge('k-1'));
    expect(service.telemetry.failures).toEqual([]);
    const second = await service.call(charge('k-1'));

    expect(first.status).toBe(201);
    expect(first.json).toMatchObject({ object: 'charge', status: 'succeeded', ...CHARGE, failure: null });
    expect(first.headers.location).toBe(`/charges/${first.json.id}`);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect([second.status, second.text, second.headers.location]).toEqual([
      first.status,
      first.text,
      first.headers.location,
    ]);
    expect(service.processor.effects()).toBe(1);
  });

  it('pays an order and says so on both', async () => {
    const placed = await service.call(order('o-1'));
    expect(placed.status).toBe(201);
    const paid = await service.call(charge('k-2', { ...CHARGE, amount: 2500, orderId: placed.json.id }));
    expect(service.telemetry.failures).toEqual([]);
    expect(paid.status).toBe(201);

    const read = await service.call({ route: 'GET /orders/{id}', path: { id: placed.json.id } });
    expect(read.json).toMatchObject({ status: 'paid', chargeId: paid.json.id });
    const again = await service.call(charge('k-3', { ...CHARGE, amount: 2500, orderId: placed.json.id }));
    expect([again.status, again.json.code]).toEqual([409, 'order-already-paid']);
  });
});
