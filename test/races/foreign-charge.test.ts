import { beforeEach, describe, expect, it } from '@jest/globals';
import { editItem } from '../rig/edit-item.ts';
import { expectAskAgain } from '../rig/replies.ts';
import {
  CHARGE,
  charge,
  LEASE_MS,
  order,
  SETTLE_AFTER_MS,
  type Service,
  startService,
} from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

let service: Service;
let orderId: string;
const pay = (key = 'k') => service.call(charge(key, { ...CHARGE, amount: 2500, orderId }));
const chargeId = (): string => service.processor.calls.charge[0]?.chargeId ?? '';
const storedOrder = () => storedItem(service, service.tables.orders, orderId);

const FOREIGN = [
  ['another processor', { 'processor.name': 'stripe' }],
  ['another account', { 'processor.account': 'live' }],
  ['another deployment', { 'processor.deploymentId': 'eu' }],
] as const;

const leave = async (kind: 'unknown' | 'not-started', edit: Record<string, unknown>): Promise<void> => {
  service.processor.onNextCharge(() => ({ kind, reason: 'lost' }));
  await pay();
  await editItem(service, service.tables.charges, chargeId(), edit);
};

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
});

describe.each(FOREIGN)('an open charge of %s', (_, edit) => {
  it.each([
    ['resumed', LEASE_MS],
    ['settled', SETTLE_AFTER_MS],
  ])('is never %s here: somebody is told and the outcome stays unknown', async (_what, laterMs) => {
    await leave('unknown', edit);
    service.world.pass(laterMs);

    expectAskAgain(await pay(), 503, 'outcome-unknown');
    expect([service.processor.calls.charge.length, service.processor.calls.cancel.length]).toEqual([1, 0]);
    expect(service.telemetry.incidents).toEqual(['foreign-charge']);
    const item = await storedItem(service, service.tables.charges, chargeId());
    expect(item.record.state).toBe('in-progress');
    expect(await storedOrder()).toMatchObject({ status: 'paying', payingCharge: chargeId() });
  });
});

describe.each(FOREIGN)('a released charge of %s', (_, edit) => {
  it('is not executed here and does not keep its order', async () => {
    await leave('not-started', edit);
    const reply = await pay();

    expectAskAgain(reply, 503, reply.json.code);
    expect(service.processor.calls.charge).toHaveLength(1);
    expect(service.telemetry.incidents).toEqual(['foreign-charge']);
    expect((await storedOrder()).status).toBe('placed');
    expect((await pay('another-key')).status).toBe(201);
  });

  it('is abandoned when it is old: nothing had moved anywhere', async () => {
    await leave('not-started', edit);
    service.world.pass(SETTLE_AFTER_MS);
    expect((await pay()).json.code).toBe('charge-abandoned');
    expect(service.processor.calls.cancel).toEqual([]);
  });
});

describe('a charge of a payment request of another version', () => {
  it('is resumed with the stored one', async () => {
    await leave('unknown', { 'processor.requestVersion': 7 });
    service.world.pass(LEASE_MS);
    await pay();
    expect(service.processor.calls.charge[1]).toEqual({
      ...service.processor.calls.charge[0],
      requestVersion: 7,
    });
  });
});
