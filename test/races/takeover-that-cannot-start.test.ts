import { beforeEach, describe, expect, it } from '@jest/globals';
import { idFor } from '../../functions/idempotency/index.ts';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { HOMES, type Probe } from '../rig/probe.ts';
import { expectAskAgain } from '../rig/replies.ts';
import { CHARGE, charge, LEASE_MS, order, type Service, startService } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

describe.each(HOMES)('a takeover whose processor cannot be reached, in %s', (_, start) => {
  let probe: Probe;

  beforeEach(async () => {
    probe = await start();
  });

  const firstAttempt = {
    crashed: async () => {
      const paused = pauseNextCharge(probe.service.processor);
      void probe.call({ key: 'k' });
      await paused.reached;
      paused.pay();
    },
    'got no answer': async () => {
      probe.service.processor.onNextCharge((_payment, pay) => {
        pay();
        return { kind: 'unknown', reason: 'time-out' };
      });
      await probe.call({ key: 'k' });
    },
  };

  it.each(['crashed', 'got no answer'] as const)(
    'keeps the claim of the first attempt, which %s',
    async (what) => {
      await firstAttempt[what]();
      probe.service.world.pass(LEASE_MS);
      probe.service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));

      expectAskAgain(await probe.call({ key: 'k' }), 503, 'outcome-unknown');
      expect((await probe.stored('k')).record).toMatchObject({ state: 'in-progress', attempt: 2 });

      probe.service.world.pass(LEASE_MS);
      expect((await probe.call({ key: 'k' })).status).toBe(201);
      expect(probe.service.processor.effects()).toBe(1);
    },
  );

  it('stays a takeover after any number of them', async () => {
    await firstAttempt.crashed();
    for (let attempt = 2; attempt < 5; attempt += 1) {
      probe.service.world.pass(LEASE_MS);
      probe.service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
      expectAskAgain(await probe.call({ key: 'k' }), 503, 'outcome-unknown');
    }
    expect((await probe.stored('k')).record.state).toBe('in-progress');
  });
});

describe('a takeover of an order’s payment whose processor cannot be reached', () => {
  let service: Service;

  beforeEach(async () => {
    service = await startService();
  });

  it('keeps the order, so that no other key can pay it', async () => {
    const placed = await service.call(order('o'));
    const pay = (key: string) =>
      service.call(charge(key, { ...CHARGE, amount: placed.json.total, orderId: placed.json.id }));
    service.processor.onNextCharge((_payment, settle) => {
      settle();
      return { kind: 'unknown', reason: 'time-out' };
    });
    await pay('k');
    service.world.pass(LEASE_MS);
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    expectAskAgain(await pay('k'), 503, 'outcome-unknown');

    const id = idFor({ name: 'charges.create', home: { idPrefix: 'ch' } }, 'acme', 'k');
    expect((await storedItem(service, service.tables.charges, id)).record.state).toBe('in-progress');
    expect(await storedItem(service, service.tables.orders, placed.json.id)).toMatchObject({
      status: 'paying',
      payingCharge: id,
    });
    expectAskAgain(await pay('other'), 409, 'order-payment-in-progress');
    expect(service.processor.effects()).toBe(1);
  });
});
