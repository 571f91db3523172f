import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import { ORDER, type Service, startService } from '../rig/service.ts';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

const THREE_MUGS = { ...ORDER, items: [{ sku: 'mug', quantity: 3, unitAmount: 1250 }] };
const FOUR_MUGS = { ...ORDER, items: [{ sku: 'mug', quantity: 4, unitAmount: 1250 }] };

describe('replacing an order that is not placed', () => {
  it('is refused while a charge is paying it, which is named', async () => {
    const id = await orders.placePaying();
    const before = await orders.read(id);

    for (const body of [THREE_MUGS, ORDER]) {
      const reply = await orders.put(id, body);
      expectProblem(reply, 'order-payment-in-progress');
      expect(reply.json.chargeId).toBe(before.json.chargeId);
    }
    expect((await orders.read(id)).text).toBe(before.text);
  });

  it('is refused once it is paid, with the charge that paid it', async () => {
    const id = await orders.placePaid();
    const before = await orders.read(id);

    for (const body of [THREE_MUGS, ORDER]) {
      const reply = await orders.put(id, body);
      expectProblem(reply, 'order-already-paid');
      expect(reply.json.chargeId).toBe(before.json.chargeId);
    }
    expect((await orders.read(id)).text).toBe(before.text);
  });

  it('is refused once it is canceled', async () => {
    const id = await orders.place();
    await orders.cancel(id);

    for (const body of [THREE_MUGS, ORDER]) expectProblem(await orders.put(id, body), 'order-not-editable');
  });
});

describe('replacing an order at the same time', () => {
  it('ends as one of them sent it, none half', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await orders.place();
      const replies = await Promise.all([orders.put(id, THREE_MUGS), orders.put(id, FOUR_MUGS)]);

      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      expect(replies.map(({ json }) => [json.items[0].quantity, json.total])).toEqual([
        [3, 3750],
        [4, 5000],
      ]);
      expect(replies.map(({ text }) => text)).toContain((await orders.read(id)).text);
    }
  });

  it('lets one of two that saw the same order win, and tells the other', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await orders.place();
      const { etag } = (await orders.read(id)).headers;
      const replies = await Promise.all([orders.put(id, THREE_MUGS, etag), orders.put(id, FOUR_MUGS, etag)]);

      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await orders.read(id)).text).toBe(replies.find(({ status }) => status === 200)?.text);
    }
  });
});
