import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../rig/service.ts';
import accepted from './accepted.json';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

// A request that was accepted once is repeated for ever, so it must stay acceptable: add to the list, and never take
// from it. A change of the code that makes this test red would lock clients out of the answers to their own keys.
describe('an order that was ever accepted is accepted', () => {
  it.each(accepted)('$why', async ({ why, body }) => {
    const request = { route: 'POST /orders', key: `"${why}"`, body };
    const reply = await service.call(request);

    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({ status: 'placed', items: body.items });
    expect((await service.call(request)).text).toBe(reply.text);
  });

  it.each(accepted)('as a replacement: $why', async ({ body }) => {
    const id = await orders.place();
    const first = await orders.put(id, body);

    expect(first.status).toBe(200);
    expect((await orders.put(id, body)).text).toBe(first.text);
  });
});
