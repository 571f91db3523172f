import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

const isDown = () => ({ kind: 'not-started', reason: 'refused' }) as const;

describe.each(HOMES)('a first attempt whose processor cannot be reached, in %s', (_, start) => {
  let probe: Probe;

  beforeEach(async () => {
    probe = await start();
    probe.service.processor.onNextCharge(isDown);
  });

  it('says that nothing happened, and the same key executes again at once', async () => {
    expectAskAgain(await probe.call({ key: 'k' }), 503, 'unavailable');
    const second = await probe.call({ key: 'k' });

    expect(second.status).toBe(201);
    expect(second.headers['idempotent-replayed']).toBeUndefined();
    expectReplay(await probe.call({ key: 'k' }), second);
    expect(probe.service.processor.effects()).toBe(1);
  });

  it('releases the record as a state and keeps the item', async () => {
    await probe.call({ key: 'k' });
    const item = await probe.stored('k');
    expect(item.record).toMatchObject({ state: 'released', attempt: 1 });
    expect(item.record).not.toHaveProperty('leaseExpiresAtMs');
    expect(item.amount).toBe(CHARGE.amount);
  });

  it('may release again and again', async () => {
    probe.service.processor.onNextCharge(isDown);
    probe.service.processor.onNextCharge(isDown);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expectAskAgain(await probe.call({ key: 'k' }), 503, 'unavailable');
      expect((await probe.stored('k')).record).toMatchObject({ state: 'released', attempt });
    }
    expect((await probe.call({ key: 'k' })).status).toBe(201);
  });

  it('lets one of twenty execute again', async () => {
    await probe.call({ key: 'k' });
    const callsBefore = probe.service.processor.calls.charge.length;
    await Promise.all(Array.from({ length: 20 }, () => probe.call({ key: 'k' })));
    expect(probe.service.processor.calls.charge.length - callsBefore).toBe(1);
  });
});

describe('a first attempt at an order whose processor cannot be reached', () => {
  let service: Service;
  let orderId: string;
  let pay: (key: string) => ReturnType<Service['call']>;
  const storedOrder = () => storedItem(service, service.tables.orders, orderId);

  beforeEach(async () => {
    service = await startService();
    const placed = await service.call(order('o'));
    orderId = placed.json.id;
    pay = (key) => service.call(charge(key, { ...CHARGE, amount: placed.json.total, orderId }));
    service.processor.onNextCharge(isDown);
    await pay('k');
  });

  it('gives the order back', async () => {
    const placed = await storedOrder();
    expect(placed.status).toBe('placed');
    expect(placed).not.toHaveProperty('payingCharge');
  });

  it('takes the order again for the second execution', async () => {
    let statusAtTheProcessor: string | undefined;
    service.processor.onNextCharge(async (_payment, settle) => {
      statusAtTheProcessor = (await storedOrder()).status;
      return settle();
    });
    const second = await pay('k');

    expect([second.status, statusAtTheProcessor]).toEqual([201, 'paying']);
    expect(await storedOrder()).toMatchObject({ status: 'paid', chargeId: second.json.id });
  });

  it('leaves the order to another key in between, and then stays unpaid itself', async () => {
    const other = await pay('other');
    expect(other.status).toBe(201);

    const second = await pay('k');
    expect([second.status, second.json.code, second.json.chargeId]).toEqual([
      409,
      'order-already-paid',
      other.json.id,
    ]);
    expect(service.processor.effects()).toBe(1);
    expect(service.processor.calls.charge).toHaveLength(2);
  });

  it('leaves an order that another key is paying alone', async () => {
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await pay('other');

    expectAskAgain(await pay('k'), 409, 'order-payment-in-progress');
    expect((await storedOrder()).status).toBe('paying');
  });
});
