import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from '../rig/invoke.ts';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, LEASE_MS, order, SETTLE_AFTER_MS, startService } from '../rig/service.ts';

const expectReused = (reply: Response): void => {
  expect([reply.status, reply.json.code, reply.json.retry]).toEqual([422, 'idempotency-key-reused', 'never']);
};

describe.each(HOMES)('a key that is used for another amount, in %s', (_, start) => {
  let probe: Probe;

  beforeEach(async () => {
    probe = await start();
  });

  it('is refused, reveals nothing and moves nothing', async () => {
    const first = await probe.call({ key: 'k', amount: 4711 });
    const reused = await probe.call({ key: 'k', amount: 1 });

    expectReused(reused);
    expect(reused.text).not.toContain('4711');
    expect(reused.text).not.toContain(first.json.id);
    expect(reused.headers.location).toBeUndefined();
    expect(probe.service.processor.calls.charge).toHaveLength(1);
    expectReplay(await probe.call({ key: 'k', amount: 4711 }), first);
  });

  it.each([
    ['while the first is being worked on', 0],
    ['after the first one’s lease', LEASE_MS],
    ['when the first is old', SETTLE_AFTER_MS],
  ])('is refused %s', async (_when, laterMs) => {
    const paused = pauseNextCharge(probe.service.processor);
    void probe.call({ key: 'k' });
    await paused.reached;
    const before = await probe.stored('k');
    probe.service.world.pass(laterMs);

    expectReused(await probe.call({ key: 'k', amount: 1 }));
    expect(await probe.stored('k')).toEqual(before);
    expect(probe.service.processor.calls.cancel).toEqual([]);
  });

  it.each([0, SETTLE_AFTER_MS])('is refused %d ms after the first was released', async (laterMs) => {
    probe.service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await probe.call({ key: 'k' });
    probe.service.world.pass(laterMs);

    expectReused(await probe.call({ key: 'k', amount: 1 }));
    expect((await probe.stored('k')).record.state).toBe('released');
  });
});

describe('a key that is used for another request', () => {
  it('is refused for any member that differs, also one that was left out before', async () => {
    const { call } = await startService();
    await call(charge('k'));
    expectReused(await call(charge('k', { ...CHARGE, description: null })));
    expectReused(await call(charge('k', { ...CHARGE, currency: 'eur' })));
  });

  it('is the same request in another order of members and another form of its numbers', async () => {
    const { call } = await startService();
    const first = await call(charge('k'));
    const same = ' { "paymentMethod":"pm_card_visa", "currency" : "EUR", "amount": 4.999e3 }';
    expectReplay(await call(charge('k', same)), first);
  });

  it('is refused for another order', async () => {
    const { call } = await startService();
    await call(order('k'));
    const other = { currency: 'EUR', items: [], customer: { email: 'ada@example.com' } };
    expectReused(
      await call(order('k', { ...other, items: [{ sku: 'cup', quantity: 1, unitAmount: 1250 }] })),
    );
  });

  it('means another thing under another operation', async () => {
    const { call } = await startService();
    expect([(await call(charge('k'))).status, (await call(order('k'))).status]).toEqual([201, 201]);
  });
});
