import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import type { Response } from '../rig/invoke.ts';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';

let service: Service;
let orderId: string;

beforeAll(async () => {
  service = await startService();
  orderId = (await service.call(order('o-1'))).json.id;
});

const ID = /^ch_[0-9a-hjkmnp-tv-z]{52}$/;
/** The world of these tests stands still here. */
const NOW = '2026-01-01T00:00:00.000Z';

const SMALLEST = {
  id: expect.stringMatching(ID),
  object: 'charge',
  status: 'succeeded',
  amount: 4999,
  amountRefunded: 0,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  orderId: null,
  description: null,
  metadata: null,
  failure: null,
  createdAt: NOW,
  updatedAt: NOW,
};

const read = (id: string): Promise<Response> => service.call({ route: 'GET /charges/{id}', path: { id } });

describe('a charge, as clients see it', () => {
  it('has every member, null where there is nothing', async () => {
    const made = await service.call(charge('k-smallest'));

    expect(made.json).toEqual(SMALLEST);
    expect(made.headers).toEqual({
      'content-type': 'application/json',
      location: `/charges/${made.json.id}`,
      'cache-control': 'no-store',
    });
    expect((await read(made.json.id)).json).toEqual(made.json);
  });

  it('has what was sent, and the currency in upper case', async () => {
    const sent = {
      amount: 2500,
      currency: 'eur',
      paymentMethod: 'pm_card_visa',
      orderId,
      receiptEmail: 'ada@example.com',
      description: 'Two mugs',
      metadata: { cart: '7' },
    };
    const made = await service.call(charge('k-whole', sent));

    const { receiptEmail: _, ...shown } = sent;
    expect(made.json).toEqual({ ...SMALLEST, ...shown, currency: 'EUR' });
    expect((await read(made.json.id)).json).toEqual(made.json);
  });

  it('reads the same however often, and as it was first answered', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`name-${at}`, `${at}`]));
    const made = await service.call(charge('k-metadata', { ...CHARGE, metadata }));

    for (let times = 0; times < 5; times += 1) expect((await read(made.json.id)).text).toBe(made.text);
  });

  it('is processing while nobody knows, and says when to ask again', async () => {
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    const unknown = await service.call(charge('k-unknown'));

    expectProblem(unknown, 'outcome-unknown');
    const found = await service.call({ route: 'GET /charges', query: { idempotencyKey: 'k-unknown' } });
    expect([found.status, found.json]).toEqual([200, { ...SMALLEST, status: 'processing' }]);
    expect((await read(found.json.id)).text).toBe(found.text);
  });

  it('is processing while nothing has begun', async () => {
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));

    expectProblem(await service.call(charge('k-unavailable')), 'unavailable');
    const found = await service.call({ route: 'GET /charges', query: { idempotencyKey: 'k-unavailable' } });
    expect([found.status, found.json]).toEqual([200, { ...SMALLEST, status: 'processing' }]);
  });
});
