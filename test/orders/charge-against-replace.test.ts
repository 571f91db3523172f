import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import type { Response } from '../rig/invoke.ts';
import { CHARGE, charge, ORDER, type Service, startService } from '../rig/service.ts';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

const THREE_MUGS = { ...ORDER, items: [{ sku: 'mug', quantity: 3, unitAmount: 1250 }] };

/** Both at once, the charge just before the PUT, or the charge once the PUT has begun to write: each has its chances. */
const race = async (round: number, id: string): Promise<readonly [put: Response, paid: Response]> => {
  if (round % 3 === 0) return Promise.all([orders.put(id, THREE_MUGS), orders.pay(id)]);
  if (round % 3 === 1) {
    const [paid, put] = await Promise.all([orders.pay(id), orders.put(id, THREE_MUGS)]);
    return [put, paid];
  }
  const { sent } = service.client;
  sent.length = 0;
  const put = orders.put(id, THREE_MUGS);
  while (!sent.includes('UpdateCommand')) await new Promise(setImmediate);
  return Promise.all([put, orders.pay(id)]);
};

describe('charging an order', () => {
  it.each([
    ['less', { amount: 2499 }],
    ['more', { amount: 2501 }],
    ['another currency', { amount: 2500, currency: 'USD' }],
  ])('is refused with %s, told its total, and no key is used up', async (_, asked) => {
    const orderId = await orders.place();
    const key = `mismatch-${orderId}`;
    const reply = await service.call(charge(key, { ...CHARGE, ...asked, orderId }));

    expectProblem(reply, 'order-amount-mismatch');
    expect(reply.json).toMatchObject({ total: 2500, currency: 'EUR' });
    expect((await service.call(charge(key, { ...CHARGE, amount: 2500, orderId }))).status).toBe(201);
  });

  it('happens once, whoever asks with whatever key', async () => {
    const orderId = await orders.place();
    const effects = service.processor.effects();
    const body = { ...CHARGE, amount: 2500, orderId };
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, tab) => service.call(charge(`tab-${tab}-${orderId}`, body))),
    );

    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(service.processor.effects()).toBe(effects + 1);
  });

  it('while another key is paying is refused, and names the charge', async () => {
    const orderId = await orders.placePaying();
    const { json } = await orders.read(orderId);
    const reply = await service.call(charge('second-tab', { ...CHARGE, amount: 2500, orderId }));

    expectProblem(reply, 'order-payment-in-progress');
    expect(reply.json.chargeId).toBe(json.chargeId);
  });

  it('at the same time as a PUT never takes a total that the order does not have', async () => {
    const winners = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      const id = await orders.place();
      const effects = service.processor.effects();
      const [put, paid] = await race(round, id);
      const { json } = await orders.read(id);

      if (paid.status === 201) {
        winners.add('charge');
        expect(put.status).toBe(409);
        expect(['order-payment-in-progress', 'order-already-paid']).toContain(put.json.code);
        expect([json.status, json.total, json.chargeId]).toEqual(['paid', 2500, paid.json.id]);
        expect(service.processor.effects()).toBe(effects + 1);
      } else {
        winners.add('PUT');
        expectProblem(paid, 'order-amount-mismatch');
        expect([put.status, json.status, json.total, json.chargeId]).toEqual([200, 'placed', 3750, null]);
        expect(service.processor.effects()).toBe(effects);
      }
    }
    expect(winners).toEqual(new Set(['charge', 'PUT']));
  });
});
