import { describe, expect, it } from '@jest/globals';
import { editItem } from '../rig/edit-item.ts';
import { HOMES } from '../rig/probe.ts';
import { expectAskAgain } from '../rig/replies.ts';
import { LEASE_MS, order, SETTLE_AFTER_MS, startService } from '../rig/service.ts';

const NEWER: readonly (readonly [string, Record<string, unknown>])[] = [
  ['an unknown layout', { 'record.layoutVersion': 2 }],
  ['a fingerprint of an unknown version', { 'record.fingerprint.version': 2 }],
  ['an unknown state', { 'record.state': 'suspended' }],
  ['no record', { record: undefined }],
];

describe.each(HOMES)('an item that newer code has written, in %s', (home, start) => {
  describe.each(NEWER)('with %s', (_, edit) => {
    it.each(['in-progress', 'released', 'completed'])(
      'is neither executed nor answered: %s',
      async (state) => {
        const { call, service, stored } = await start();
        if (state === 'in-progress')
          service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'lost' }));
        if (state === 'released')
          service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'no' }));
        await call({ key: 'k' });
        const { id } = await stored('k');
        const { charges, idempotency } = service.tables;
        await editItem(service, home === 'the item home' ? charges : idempotency, id, edit);
        const before = await stored('k');

        for (const laterMs of [0, LEASE_MS, SETTLE_AFTER_MS]) {
          service.world.pass(laterMs);
          expectAskAgain(await call({ key: 'k' }), 503, 'unavailable');
        }
        expect(await stored('k')).toEqual(before);
        expect([service.processor.calls.charge.length, service.processor.calls.cancel.length]).toEqual([
          1, 0,
        ]);
      },
    );
  });
});

describe('an order that newer code has written', () => {
  it.each(NEWER)('is not placed again: %s', async (_, edit) => {
    const service = await startService();
    const { json } = await service.call(order('k'));
    await editItem(service, service.tables.orders, json.id, edit);
    expectAskAgain(await service.call(order('k')), 503, 'unavailable');
  });
});
