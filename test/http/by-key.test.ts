import { beforeAll, describe, expect, it } from '@jest/globals';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';
import { expectProblem } from './problem-contract.ts';

let service: Service;

beforeAll(async () => {
  service = await startService();
});

const find = (route: string, idempotencyKey: string) => service.call({ route, query: { idempotencyKey } });

describe('asking what a key has done', () => {
  it('answers the one resource, as reading it does', async () => {
    for (const [route, made] of [
      ['GET /charges', await service.call(charge('k-1'))],
      ['GET /orders', await service.call(order('k-1'))],
    ] as const) {
      const found = await find(route, 'k-1');
      const read = await service.call({ route: `${route}/{id}`, path: { id: made.json.id } });

      expect([found.status, found.text, found.headers]).toEqual([200, read.text, read.headers]);
      expect(found.json.id).toBe(made.json.id);
    }
  });

  it('answers the resource as it is now, not as it was', async () => {
    const placed = await service.call(order('k-canceled'));
    await service.call({ route: 'DELETE /orders/{id}', path: { id: placed.json.id } });

    expect((await find('GET /orders', 'k-canceled')).json.status).toBe('canceled');
  });

  it('shows a charge that is being worked on as processing, and one that was declined as failed', async () => {
    service.processor.onNextCharge(async (_, pay) => {
      expect((await find('GET /charges', 'k-slow')).json).toMatchObject({
        status: 'processing',
        amount: 4999,
      });
      return pay();
    });
    await service.call(charge('k-slow'));
    await service.call(charge('k-declined', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' }));

    expect((await find('GET /charges', 'k-slow')).json.status).toBe('succeeded');
    expect((await find('GET /charges', 'k-declined')).json.status).toBe('failed');
    expect.assertions(3);
  });

  it('is not found when the key has made nothing', async () => {
    await service.call(charge('k-refused', { ...CHARGE, amount: 0 }));
    await service.call(charge('k-homeless', { ...CHARGE, orderId: `ord_${'0'.repeat(52)}` }));

    for (const key of ['k-refused', 'k-homeless', 'k-never-used'])
      expectProblem(await find('GET /charges', key), 'not-found');
  });

  it('tells charges and orders apart', async () => {
    await service.call(order('k-only-an-order'));

    expectProblem(await find('GET /charges', 'k-only-an-order'), 'not-found');
  });

  it('means the same key in quotes', async () => {
    await service.call(charge('k-bare'));
    await service.call(charge('"k quoted"'));

    expect((await find('GET /charges', '"k-bare"')).text).toBe((await find('GET /charges', 'k-bare')).text);
    expect((await find('GET /charges', '"k quoted"')).status).toBe(200);
  });

  it.each(['', ' ', 'a,b', 'a b', '"a', 'x'.repeat(256), 'clé', 'a\u0000'])(
    'refuses %j: no key',
    async (key) => {
      for (const route of ['GET /charges', 'GET /orders'])
        expectProblem(await find(route, key), 'idempotency-key-invalid');
    },
  );

  it('is once however often it is asked', async () => {
    const made = await service.call(charge('k-asked'));
    const effects = service.processor.calls.charge.length;
    const replies = await Promise.all(Array.from({ length: 5 }, () => find('GET /charges', 'k-asked')));

    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(service.processor.calls.charge.length).toBe(effects);
    expect((await service.call(charge('k-asked'))).text).toBe(made.text);
  });
});
