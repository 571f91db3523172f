import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import { order, type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

describe('canceling an order', () => {
  it('answers 204 without a body, and is once however often it is asked for', async () => {
    const id = await orders.place();
    const first = await orders.cancel(id);
    const stored = await storedItems(service);
    const second = await orders.cancel(id);

    expect([first.status, first.text, first.headers]).toEqual([204, '', { 'cache-control': 'no-store' }]);
    expect([second.status, second.text, second.headers]).toEqual([204, '', first.headers]);
    expect(await storedItems(service)).toEqual(stored);
    expect((await orders.read(id)).json.status).toBe('canceled');
  });

  it('never touches what its key repeats', async () => {
    const placed = await service.call(order('k-original'));
    await orders.cancel(placed.json.id);

    expect((await service.call(order('k-original'))).text).toBe(placed.text);
    expect((await orders.read(placed.json.id)).json.status).toBe('canceled');
  });

  it('is refused while a charge is paying it, which is named', async () => {
    const id = await orders.placePaying();
    const before = await orders.read(id);
    const reply = await orders.cancel(id);

    expectProblem(reply, 'order-payment-in-progress');
    expect(reply.json.chargeId).toBe(before.json.chargeId);
    expect((await orders.read(id)).text).toBe(before.text);
  });

  it('is refused once it is paid, with the charge that paid it', async () => {
    const id = await orders.placePaid();
    const before = await orders.read(id);
    const reply = await orders.cancel(id);

    expectProblem(reply, 'order-already-paid');
    expect(reply.json.chargeId).toBe(before.json.chargeId);
    expect((await orders.read(id)).text).toBe(before.text);
  });

  it('ends its life: no charge can pay it any more, and no key is used up', async () => {
    const id = await orders.place();
    await orders.cancel(id);
    const charges = service.processor.calls.charge.length;

    expectProblem(await orders.pay(id), 'order-not-editable');
    expect(service.processor.calls.charge.length).toBe(charges);
    const found = await service.call({ route: 'GET /charges', query: { idempotencyKey: `pay-${id}` } });
    expectProblem(found, 'not-found');
  });

  it('at the same time as a charge lets exactly one of them have it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await orders.place();
      const [canceled, paid] = await Promise.all([orders.cancel(id), orders.pay(id)]);
      const { json } = await orders.read(id);

      if (paid.status === 201) {
        expect([409, json.status, json.chargeId]).toEqual([canceled.status, 'paid', paid.json.id]);
      } else {
        expectProblem(paid, 'order-not-editable');
        expect([204, json.status, json.chargeId]).toEqual([canceled.status, 'canceled', null]);
      }
    }
  });
});
