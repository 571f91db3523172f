import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explained } from '../operator/explaining.ts';
import { runRecovery } from '../rig/run-recovery.ts';
import { CHARGE, charge, SETTLE_AFTER_MS } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';
import { startWithStripe, type WithStripe } from './rig.ts';

let service: WithStripe;

beforeEach(async () => {
  service = await startWithStripe();
});
afterEach(() => service.close());

const declined = async (): Promise<string> =>
  (await service.call(charge('k', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' }))).json.chargeId;
const chargeNow = async (id: string) =>
  (await service.call({ route: 'GET /charges/{id}', path: { id } })).json;

const tellAll = async () => {
  for (const event of service.stripe.events()) expect((await service.tell(event)).status).toBe(200);
};

describe('an event about a charge that succeeded', () => {
  it('changes nothing', async () => {
    const { json } = await service.call(charge('k'));
    await tellAll();

    expect(await chargeNow(json.id)).toEqual(json);
    expect([service.stripe.refunds(), service.incidents()]).toEqual([[], []]);
  });
});

describe('money for a charge that is held as failed', () => {
  it('is given back once, however often and in whatever order it is told, and somebody is called', async () => {
    const chargeId = await declined();
    const moved = await service.moveMoneyFor(chargeId);

    for (const event of [moved, moved, ...[...service.stripe.events()].reverse(), moved])
      expect((await service.tell(event)).status).toBe(200);

    expect(service.stripe.refunds()).toMatchObject([{ status: 'succeeded', amount: 2000 }]);
    expect(new Set(service.incidents())).toEqual(new Set(['money-for-a-failed-charge']));
    expect(await chargeNow(chargeId)).toMatchObject({ status: 'failed', amountRefunded: 0 });
    const { data } = (await service.call({ route: 'GET /charges/{id}/refunds', path: { id: chargeId } }))
      .json;
    expect(data).toMatchObject([{ status: 'succeeded', amount: 2000 }]);
    const { record } = await storedItem(service, service.tables.charges, data[0].id);
    expect(record).toMatchObject({ by: 'webhook', requestId: expect.stringMatching(/^request-/) });
    expect(await explained(service, data[0].id)).toContain('Attempt 1: an event of the processor (request');
  });

  it('is given back once when it is told five times at the same moment', async () => {
    const moved = await service.moveMoneyFor(await declined());
    const replies = await Promise.all(Array.from({ length: 5 }, () => service.tell(moved)));

    expect(replies.map(({ status }) => status)).toContain(200);
    expect(service.stripe.refunds()).toHaveLength(1);
  });

  it('is given back by the recovery when the answer to its refund was lost', async () => {
    const moved = await service.moveMoneyFor(await declined());
    const { processor } = service.dependencies;
    const real = processor.refund;
    processor.refund = async (...args) => {
      await real(...args);
      return { kind: 'unknown', reason: 'lost' };
    };
    expect((await service.tell(moved)).json.code).toBe('unavailable');
    processor.refund = real;

    service.world.pass(SETTLE_AFTER_MS + 1);
    expect(await runRecovery(service, { processor })).toMatchObject({ settled: 1, failed: 0 });
    expect(service.stripe.refunds()).toHaveLength(1);
    expect(service.incidents()).not.toContain('refund-reservation-lost');
  });

  it('is given back by the recovery when the refund could not even be started', async () => {
    const moved = await service.moveMoneyFor(await declined());
    const { processor } = service.dependencies;
    const real = processor.refund;
    processor.refund = async () => ({ kind: 'not-started', reason: 'throttled' });
    expect((await service.tell(moved)).json.code).toBe('unavailable');
    processor.refund = real;

    service.world.pass(SETTLE_AFTER_MS + 1);
    expect(await runRecovery(service, { processor })).toMatchObject({ settled: 1, abandoned: 0 });
    expect(service.stripe.refunds()).toHaveLength(1);
    expect((await service.tell(moved)).status).toBe(200);
  });

  it('is looked for again while Stripe does not answer', async () => {
    const moved = await service.moveMoneyFor(await declined());
    await service.door.arm({ fault: 'processor-down' });
    const reply = await service.tell(moved);
    await service.door.arm(undefined);

    expect([reply.status, reply.json.code, service.stripe.refunds()]).toEqual([503, 'unavailable', []]);
    await service.tell(moved);
    expect(service.stripe.refunds()).toHaveLength(1);
  });
});

describe('an event about a charge that is open', () => {
  it('undoes nothing: whoever works on it ends it', async () => {
    const { processor } = service.dependencies;
    const lost = service.instance({
      processor: {
        ...processor,
        charge: async (...args) => {
          await processor.charge(...args);
          return { kind: 'unknown', reason: 'lost' };
        },
      },
    });
    await lost(charge('k'));
    await tellAll();
    expect(service.stripe.refunds()).toEqual([]);

    service.world.pass(60_000);
    const end = await service.call(charge('k'));
    expect([end.status, end.json.status]).toEqual([201, 'succeeded']);
  });

  it('ends one that is old, as the recovery would, and gives back what it tells of if that is not ours', async () => {
    const lost = service.instance({
      processor: {
        ...service.dependencies.processor,
        charge: async () => ({ kind: 'unknown', reason: 'lost' }),
      },
    });
    await lost(charge('k'));
    const { data } = (await service.call({ route: 'GET /charges' })).json;
    service.world.pass(SETTLE_AFTER_MS + 1);
    const moved = await service.moveMoneyFor(data[0].id);

    await service.tell(moved);
    expect(await chargeNow(data[0].id)).toMatchObject({ status: 'failed' });
    expect(await explained(service, data[0].id)).toContain(
      'by attempt 2, an event of the processor, which settled it.',
    );
    expect(service.stripe.refunds()).toHaveLength(1);
    await service.tell(moved);
    expect(service.stripe.refunds()).toHaveLength(1);
  });

  it('is to be told again when it is old and cannot be ended yet', async () => {
    const { processor } = service.dependencies;
    const lost = service.instance({
      processor: { ...processor, charge: async () => ({ kind: 'unknown', reason: 'lost' }) },
    });
    await lost(charge('k'));
    const { data } = (await service.call({ route: 'GET /charges' })).json;
    service.world.pass(SETTLE_AFTER_MS + 1);
    const moved = await service.moveMoneyFor(data[0].id);
    const { cancel } = processor;
    processor.cancel = async () => ({ kind: 'unknown', reason: 'lost' });
    const reply = await service.tell(moved);
    processor.cancel = cancel;

    expect([reply.status, reply.json.code, service.stripe.refunds()]).toEqual([503, 'unavailable', []]);
    service.world.pass(60_000);
    await service.tell(moved);
    expect(service.stripe.refunds()).toHaveLength(1);
  });
});

describe('an event that is not for this deployment', () => {
  it.each([
    ['another deployment', { downstreamKey: 'other-ch_1' }],
    ['another tenant', { tenant: 'globex' }],
    ['no tenant', { tenant: '' }],
    ['no charge', { chargeId: '' }],
  ])('is answered 200 and changes nothing: %s', async (_, changes) => {
    const chargeId = await declined();
    await service.moveMoneyFor(chargeId, changes);
    await tellAll();
    expect(service.stripe.refunds()).toEqual([]);
  });
});
