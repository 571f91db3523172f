import { beforeAll, describe, expect, it } from '@jest/globals';
import { charge, ORDER, order, type Service, startService } from '../rig/service.ts';
import { storedItems } from '../rig/stored.ts';
import { expectProblem } from './problem-contract.ts';

let service: Service;
let orderId: string;

beforeAll(async () => {
  service = await startService();
  orderId = (await service.call(order('o-1'))).json.id;
});

describe('a token', () => {
  it.each([
    ['has no claim that names the tenant', {}],
    ['has an empty one', { sub: '' }],
    ['has one of 257 characters', { sub: 'x'.repeat(257) }],
    ['has a number', { sub: 7 }],
    ['has a list', { sub: ['acme'] }],
    ['has null', { sub: null }],
  ])('that %s may nothing', async (_, claims) => {
    const before = await storedItems(service);
    for (const request of [
      charge('c-5'),
      order('o-5'),
      { route: 'GET /charges' },
      { route: 'GET /orders' },
      { route: 'GET /orders/{id}', path: { id: orderId } },
      { route: 'PUT /orders/{id}', path: { id: orderId }, body: ORDER },
      { route: 'DELETE /orders/{id}', path: { id: orderId } },
    ])
      expectProblem(await service.call({ ...request, claims }), 'tenant-missing');
    expect(await storedItems(service)).toEqual(before);
  });
});
