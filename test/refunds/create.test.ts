import { beforeEach, describe, expect, it } from '@jest/globals';
import { charge, order, type Service, startService } from '../rig/service.ts';
import { charged, chargeNow, refund, refundsNow, refusedBy, returned } from './refunding.ts';

let service: Service;
let chargeId: string;

beforeEach(async () => {
  service = await startService();
  chargeId = await charged(service);
});

describe('a refund', () => {
  it('gives back all that is left when no amount is said', async () => {
    const reply = await service.call(refund(chargeId, 'r'));

    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      object: 'refund',
      status: 'succeeded',
      chargeId,
      amount: 4999,
      currency: 'EUR',
      reason: null,
      failure: null,
    });
    const [, , id, , refundId] = reply.headers.location?.split('/') ?? [];
    const path = { id: id ?? '', refundId: refundId ?? '' };
    expect((await service.call({ route: 'GET /charges/{id}/refunds/{refundId}', path })).text).toBe(
      reply.text,
    );
    expect(returned(service)).toBe(4999);
    expect(await chargeNow(service, chargeId)).toMatchObject({ status: 'succeeded', amountRefunded: 4999 });
  });

  it('replays its first answer for ever, byte for byte', async () => {
    const first = await service.call(refund(chargeId, 'r', { amount: 1000 }));
    service.world.pass(30 * 24 * 3_600_000);
    const again = await service.call(refund(chargeId, 'r', { amount: 1000 }));

    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(returned(service)).toBe(1000);
  });

  it('replays also when nothing is left to refund', async () => {
    const first = await service.call(refund(chargeId, 'r'));
    const again = await service.call(refund(chargeId, 'r'));

    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(returned(service)).toBe(4999);
  });

  it('can be one of several, and the charge shows their sum', async () => {
    for (const [key, amount] of [
      ['a', 1000],
      ['b', 2000],
    ] as const)
      expect((await service.call(refund(chargeId, key, { amount }))).status).toBe(201);
    const rest = await service.call(refund(chargeId, 'c'));

    expect(rest.json.amount).toBe(1999);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 4999 });
  });

  it('is refused beyond what is left, which uses nothing up', async () => {
    await service.call(refund(chargeId, 'a', { amount: 4000 }));
    const tooMuch = await service.call(refund(chargeId, 'b', { amount: 1000 }));

    expect([tooMuch.status, tooMuch.json.code, tooMuch.json.retry, tooMuch.json.refundable]).toEqual([
      409,
      'refund-exceeds-charge',
      'never',
      999,
    ]);
    expect((await service.call(refund(chargeId, 'b', { amount: 999 }))).status).toBe(201);
    expect(returned(service)).toBe(4999);
  });

  it('is refused when nothing is left, with and without an amount', async () => {
    await service.call(refund(chargeId, 'a'));
    for (const body of [{}, { amount: 1 }])
      expect(
        (await service.call(refund(chargeId, JSON.stringify(body).replace(/\W/g, 'x'), body))).json,
      ).toMatchObject({ code: 'refund-exceeds-charge', refundable: 0 });
    expect(returned(service)).toBe(4999);
  });

  it('leaves a paid order paid', async () => {
    const { json: placed } = await service.call(order('o'));
    const paid = await service.call(
      charge('p', { amount: 2500, currency: 'EUR', paymentMethod: 'pm_card_visa', orderId: placed.id }),
    );
    await service.call(refund(paid.json.id, 'r'));

    const now = await service.call({ route: 'GET /orders/{id}', path: { id: placed.id } });
    expect(now.json).toMatchObject({ status: 'paid', chargeId: paid.json.id });
  });
});

describe('a refund that the processor refuses', () => {
  it('is a definitive answer, and its amount can be refunded again', async () => {
    service.processor.onNextRefund(() => refusedBy(true));
    const failed = await service.call(refund(chargeId, 'a', { amount: 3000 }));
    const again = await service.call(refund(chargeId, 'a', { amount: 3000 }));

    expect(failed.json).toMatchObject({
      code: 'refund-failed',
      retry: 'new-key',
      chargeId,
      failure: { code: 'charge-disputed' },
    });
    expect([failed.status, again.text]).toEqual([409, failed.text]);
    expect(await refundsNow(service, chargeId)).toMatchObject([{ status: 'failed', amount: 3000 }]);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 0 });
    expect((await service.call(refund(chargeId, 'b'))).json.amount).toBe(4999);
  });
});

describe('a charge whose money has not moved', () => {
  it.each([
    ['failed', 'pm_card_chargeDeclined'],
    ['processing', 'pm_card_visa'],
  ])('that is %s is not refunded', async (status, paymentMethod) => {
    if (status === 'processing') service.processor.onNextCharge(() => ({ kind: 'unknown', reason: '' }));
    await service.call(charge('x', { amount: 100, currency: 'EUR', paymentMethod }));
    const { data } = (await service.call({ route: 'GET /charges' })).json;
    const reply = await service.call(refund(data[0].id, 'r'));

    expect([data[0].status, reply.status, reply.json.code]).toEqual([status, 409, 'charge-not-refundable']);
    expect(service.processor.refunds).toEqual([]);
  });
});

describe('what is not the own charge', () => {
  it('is not there: another tenant, a refund, an order, nothing', async () => {
    const { json: other } = await service.call(refund(chargeId, 'r', { amount: 1 }));
    const { json: placed } = await service.call(order('o'));
    const strange = [
      { ...refund(chargeId, 'x'), tenant: 'globex' },
      refund(other.id, 'x'),
      refund(placed.id, 'x'),
      refund('ch_none', 'x'),
    ];
    for (const request of strange)
      for (const route of ['POST /charges/{id}/refunds', 'GET /charges/{id}/refunds'])
        expect((await service.call({ ...request, route })).json.code).toBe('not-found');
    const asCharge = await service.call({ route: 'GET /charges/{id}', path: { id: other.id } });
    expect(asCharge.json.code).toBe('not-found');
    expect(returned(service)).toBe(1);
  });
});

describe('the lists', () => {
  it('show the refunds of one charge newest first, and none of them among the charges', async () => {
    const second = await charged(service, 'c2');
    for (const [id, key] of [
      [chargeId, 'a'],
      [second, 'b'],
      [chargeId, 'c'],
    ] as const) {
      service.world.pass(1);
      await service.call(refund(id, key, { amount: 100 }));
    }
    const page = async (query: Record<string, string>) =>
      (await service.call({ route: 'GET /charges/{id}/refunds', path: { id: chargeId }, query })).json;

    const first = await page({ limit: '1' });
    const rest = await page({ limit: '1', cursor: first.nextCursor });
    const byKey = await page({ idempotencyKey: 'a' });

    expect([first.data.length, rest.data.length, rest.nextCursor]).toEqual([1, 1, null]);
    expect([rest.data[0].id, first.data[0].createdAt > rest.data[0].createdAt]).toEqual([byKey.id, true]);
    expect((await service.call({ route: 'GET /charges' })).json.data).toHaveLength(2);
  });
});

describe('a charge that succeeds between the look at it and the claim of its refund', () => {
  it('is not refunded by that request, which did not see the payment, and is by the next one', async () => {
    const open = charge('x', { amount: 100, currency: 'EUR', paymentMethod: 'pm_card_visa' });
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: '' }));
    await service.call(open);
    service.world.pass(60_000);
    const { data } = (await service.call({ route: 'GET /charges' })).json;
    const { documentClient } = service.client;
    const slow = service.instance({
      documentClient: {
        send: async (command: { constructor: { name: string } }) => {
          const seen = await documentClient.send(command as never);
          if (command.constructor.name === 'GetCommand') await service.call(open);
          return seen;
        },
      } as never,
    });
    const early = await slow(refund(data[0].id, 'r'));
    const next = await service.call(refund(data[0].id, 'r'));

    expect([early.json.code, next.status, next.json.amount]).toEqual(['charge-not-refundable', 201, 100]);
  });
});
