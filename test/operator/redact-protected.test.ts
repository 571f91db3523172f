import { beforeEach, describe, expect, it } from '@jest/globals';
import { expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, ORDER, order, type Service } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';
import { PERSONAL, type Redacting, startRedacting } from './redacting.ts';

let rig: Redacting;
let service: Service;
beforeEach(async () => {
  rig = await startRedacting();
  service = rig.service;
});

describe('a charge that was redacted', () => {
  it('replays without what was redacted, in the same bytes for ever, and charges nobody', async () => {
    const body = { ...CHARGE, ...PERSONAL };
    const first = await service.call(charge('k', body));
    expect(await rig.redact({ kind: 'charge', id: first.json.id })).toBe(true);

    const reply = await service.call(charge('k', body));
    expect(reply.status).toBe(201);
    expect(reply.headers['idempotent-replayed']).toBe('true');
    expect(reply.json).toEqual({ ...first.json, description: null, metadata: null });
    expect(reply.text).toBe(JSON.stringify({ ...first.json, description: null, metadata: null }));
    service.world.pass(400 * 24 * 3_600_000);
    expectReplay(await service.call(charge('k', body)), reply);
    expect(service.processor.effects()).toBe(1);
    expect((await service.call({ route: 'GET /charges/{id}', path: { id: first.json.id } })).json).toEqual(
      reply.json,
    );
  });

  it('keeps its key: another request is refused as before', async () => {
    const first = await service.call(charge('k', { ...CHARGE, ...PERSONAL }));
    await rig.redact({ kind: 'charge', id: first.json.id });
    const reply = await service.call(charge('k', { ...CHARGE, ...PERSONAL, description: null }));
    expect([reply.status, reply.json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('keeps its record but for the reply, and can still be refunded', async () => {
    const { json } = await service.call(charge('k', { ...CHARGE, ...PERSONAL }));
    const { record: before, ...rest } = await storedItem(service, service.tables.charges, json.id);
    await rig.redact({ kind: 'charge', id: json.id });
    const after = await storedItem(service, service.tables.charges, json.id);

    const { response, ...kept } = after.record;
    const { response: first, ...keptBefore } = before;
    expect(kept).toEqual(keptBefore);
    expect({ ...response, body: '' }).toEqual({ ...first, body: '' });
    expect(after).toMatchObject({ ...rest, receiptEmail: null, description: null, metadata: null });
    const refund = { route: 'POST /charges/{id}/refunds', path: { id: json.id }, key: 'r', body: {} };
    expect((await service.call(refund)).status).toBe(201);
  });
});

describe('an order that was redacted', () => {
  it('replays without the address and stays what it was', async () => {
    const first = await service.call(order('o'));
    expect(await rig.redact({ kind: 'order', id: first.json.id })).toBe(true);
    const reply = await service.call(order('o'));
    expect(reply.json).toEqual({ ...first.json, customer: { email: 'redacted@redacted.invalid' } });
    expect(reply.headers['idempotent-replayed']).toBe('true');
  });

  it('can still be paid, once', async () => {
    const { json } = await service.call(order('o'));
    await rig.redact({ kind: 'order', id: json.id });
    const body = { ...CHARGE, amount: 2500, orderId: json.id };
    expect((await service.call(charge('a', body))).status).toBe(201);
    expect((await service.call(charge('b', body))).json.code).toBe('order-already-paid');
  });

  it('is not written over by a PUT that had read it before', async () => {
    const { json } = await service.call(order('o'));
    const path = { id: json.id };
    const { headers } = await service.call({ route: 'GET /orders/{id}', path });
    await rig.redact({ kind: 'order', id: json.id });
    const stale = { 'if-match': headers.etag ?? '' };
    const put = { route: 'PUT /orders/{id}', path, headers: stale, body: { ...ORDER, metadata: { a: 'b' } } };
    expect((await service.call(put)).status).toBe(412);
    expect(await rig.stored()).not.toMatch(/ada@/);
  });
});
