import { beforeEach, describe, expect, it } from '@jest/globals';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';

let service: Service;
let orderId: string;
const pay = (key: string, paymentMethod = 'pm_card_visa') =>
  service.call(charge(key, { ...CHARGE, amount: 2500, paymentMethod, orderId }));
const fifty = () => Promise.all(Array.from({ length: 50 }, (_, n) => pay(`k-${n}`)));
const orderNow = async () => (await service.call({ route: 'GET /orders/{id}', path: { id: orderId } })).json;

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
});

describe('fifty keys for one order', () => {
  it('move the money once at the same time, and all others name the charge', async () => {
    const replies = await fifty();
    const paid = replies.filter(({ status }) => status === 201);
    const others = replies.filter(({ status }) => status !== 201);

    expect(paid).toHaveLength(1);
    const id = paid[0]?.json.id;
    expect(service.processor.effects()).toBe(1);
    expect(service.processor.calls.charge).toHaveLength(1);
    for (const { status, json } of others) {
      expect([status, json.chargeId]).toEqual([409, id]);
      expect(['order-payment-in-progress', 'order-already-paid']).toContain(json.code);
    }
    expect(await orderNow()).toMatchObject({ status: 'paid', chargeId: id });
    expect((await service.call({ route: 'GET /charges' })).json.data).toHaveLength(1);
  });

  it('wait for the one that stands at the processor', async () => {
    const paused = pauseNextCharge(service.processor);
    const first = pay('first');
    await paused.reached;
    const { chargeId } = await orderNow();

    for (const reply of await fifty()) {
      expectAskAgain(reply, 409, 'order-payment-in-progress');
      expect(reply.json.chargeId).toBe(chargeId);
    }
    paused.answer(paused.pay());
    expect((await first).json.id).toBe(chargeId);
    for (const { json } of await fifty())
      expect(json).toMatchObject({ code: 'order-already-paid', chargeId });
    expect(service.processor.effects()).toBe(1);
  });
});

describe('an order whose payment was declined', () => {
  it('can be paid by a new key, and the declined key stays declined', async () => {
    const declined = await pay('k', 'pm_card_chargeDeclined');
    expect([declined.status, declined.json.code, declined.json.retry]).toEqual([
      402,
      'card-declined',
      'new-key',
    ]);
    expect(await orderNow()).toMatchObject({ status: 'placed', chargeId: null });

    expect((await pay('new')).status).toBe(201);
    expectReplay(await pay('k', 'pm_card_chargeDeclined'), declined);
    expect(service.processor.effects()).toBe(1);
  });

  it('is paid once by fifty new keys', async () => {
    await pay('k', 'pm_card_chargeDeclined');
    await fifty();
    expect(service.processor.effects()).toBe(1);
  });
});

describe('a charge against an order that it does not fit', () => {
  it.each([
    ['another amount', { amount: 2499 }, 409, 'order-amount-mismatch'],
    ['another currency', { currency: 'USD' }, 409, 'order-amount-mismatch'],
    ['an order that does not exist', { orderId: 'ord_none' }, 404, 'not-found'],
  ])('is refused for %s, and nothing is stored', async (_, difference, status, code) => {
    const reply = await service.call(charge('k', { ...CHARGE, amount: 2500, orderId, ...difference }));
    expect([reply.status, reply.json.code]).toEqual([status, code]);
    expect((await service.call({ route: 'GET /charges' })).json.data).toEqual([]);
    expect(service.processor.calls.charge).toEqual([]);
    expect((await orderNow()).status).toBe('placed');
  });

  it('is refused when the order was canceled', async () => {
    await service.call({ route: 'DELETE /orders/{id}', path: { id: orderId } });
    const reply = await pay('k');
    expect([reply.status, reply.json.code]).toEqual([409, 'order-not-editable']);
    expect(service.processor.calls.charge).toEqual([]);
  });

  it('is refused for another tenant’s order as if there were none', async () => {
    const reply = await service.call({
      ...charge('k', { ...CHARGE, amount: 2500, orderId }),
      tenant: 'globex',
    });
    expect([reply.status, reply.json.code]).toEqual([404, 'not-found']);
  });
});
