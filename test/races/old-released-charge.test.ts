import { beforeEach, describe, expect, it } from '@jest/globals';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, order, SETTLE_AFTER_MS, type Service, startService } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

let service: Service;
let orderId: string;
let pay: (key: string) => ReturnType<Service['call']>;
const storedOrder = () => storedItem(service, service.tables.orders, orderId);

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
  pay = (key) => service.call(charge(key, { ...CHARGE, amount: 2500, orderId }));
  service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
  await pay('k');
  service.world.pass(SETTLE_AFTER_MS);
});

describe('a released charge that is old', () => {
  it('is abandoned in one write, without a word to the processor', async () => {
    service.client.sent.splice(0);
    const reply = await pay('k');

    expect([reply.status, reply.json.code]).toEqual([409, 'charge-abandoned']);
    expect(service.client.sent).toEqual(['TransactWriteCommand', 'UpdateCommand']);
    expect([service.processor.calls.charge.length, service.processor.calls.cancel.length]).toEqual([1, 0]);
    expectReplay(await pay('k'), reply);
  });

  it('leaves its order as it is', async () => {
    const before = await storedOrder();
    await pay('k');
    expect(await storedOrder()).toEqual(before);
  });

  it('leaves its order to the charge that holds it by now', async () => {
    const paused = pauseNextCharge(service.processor);
    const other = pay('other');
    await paused.reached;
    const held = await storedOrder();

    // The order refuses the claim as well: the charge's own record decides before it.
    expect((await pay('k')).json.code).toBe('charge-abandoned');
    expect(await storedOrder()).toEqual(held);

    paused.answer(paused.pay());
    expect((await other).status).toBe(201);
    expect((await storedOrder()).status).toBe('paid');
    expect(service.telemetry.incidents).toEqual([]);
  });

  it('is abandoned with one reply by twenty at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => pay('k')));
    const abandoned = replies.filter(({ json }) => json.code === 'charge-abandoned');
    const last = await pay('k');

    expect(abandoned.length).toBeGreaterThanOrEqual(1);
    expect(new Set([...abandoned, last].map(({ text }) => text)).size).toBe(1);
    expect(last.headers['idempotent-replayed']).toBe('true');
  });

  it('is executed again up to the last millisecond', async () => {
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await pay('young');
    service.world.pass(SETTLE_AFTER_MS - 1);
    expect((await pay('young')).status).toBe(201);
  });
});
