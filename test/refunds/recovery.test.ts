import { beforeEach, describe, expect, it } from '@jest/globals';
import { runRecovery } from '../rig/run-recovery.ts';
import { SETTLE_AFTER_MS, type Service, startService } from '../rig/service.ts';
import { charged, chargeNow, noAnswer, notStarted, refund, refundsNow, returned } from './refunding.ts';

let service: Service;
let chargeId: string;

beforeEach(async () => {
  service = await startService();
  chargeId = await charged(service);
});

describe('a refund that nobody comes back for', () => {
  it('is resumed until it ends', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r', { amount: 1000 }));
    expect(await runRecovery(service)).toMatchObject({ due: 0 });

    service.world.pass(SETTLE_AFTER_MS + 1);
    service.processor.onNextRefund(() => noAnswer);
    expect(await runRecovery(service)).toMatchObject({ due: 1, stillOpen: 1 });
    service.world.pass(60_000);
    expect(await runRecovery(service)).toMatchObject({ due: 1, settled: 1 });

    expect(await refundsNow(service, chargeId)).toMatchObject([{ status: 'succeeded', amount: 1000 }]);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 1000 });
    expect([returned(service), await runRecovery(service)]).toMatchObject([1000, { due: 0 }]);
  });

  it('is resumed also when the processor could not be reached at first', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r', { amount: 1000 }));
    service.world.pass(SETTLE_AFTER_MS + 1);
    service.processor.onNextRefund(() => notStarted);
    await runRecovery(service);
    service.world.pass(60_000);
    await runRecovery(service);

    expect(await refundsNow(service, chargeId)).toMatchObject([{ status: 'succeeded' }]);
    expect(returned(service)).toBe(1000);
  });

  it('is resumed by two recoveries at once as by one', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r', { amount: 1000 }));
    service.world.pass(SETTLE_AFTER_MS + 1);
    await Promise.all([runRecovery(service), runRecovery(service)]);

    expect(returned(service)).toBe(1000);
    expect(await chargeNow(service, chargeId)).toMatchObject({ amountRefunded: 1000 });
  });
});

describe('a refund that never started', () => {
  it('ends as abandoned, has given its amount back, and stays so', async () => {
    service.processor.onNextRefund(() => notStarted);
    await service.call(refund(chargeId, 'r', { amount: 1000 }));
    service.world.pass(SETTLE_AFTER_MS + 1);
    expect(await runRecovery(service)).toMatchObject({ due: 1, abandoned: 1 });

    const late = await service.call(refund(chargeId, 'r', { amount: 1000 }));
    expect([late.status, late.json.code, late.json.retry]).toEqual([409, 'refund-abandoned', 'new-key']);
    expect(returned(service)).toBe(0);
    expect((await service.call(refund(chargeId, 'all'))).json.amount).toBe(4999);
  });
});

describe('a refund of another deployment', () => {
  it('is never resumed, and somebody is told', async () => {
    service.processor.onNextRefund(() => noAnswer);
    await service.call(refund(chargeId, 'r'));
    service.world.pass(SETTLE_AFTER_MS + 1);
    const { calls } = service.processor;
    const before = calls.refund.length;
    const elsewhere = service.instance({ settings: { ...service.settings, deploymentId: 'other' } });

    const reply = await elsewhere(refund(chargeId, 'r'));
    expect(reply.json.code).toBe('charge-not-refundable');
    expect(calls.refund).toHaveLength(before);
  });
});
