import { beforeEach, describe, expect, it } from '@jest/globals';
import { HOMES } from '../rig/probe.ts';
import { CHARGE, charge, LEASE_MS, order, type Service, startService } from '../rig/service.ts';

let service: Service;

const sentBy = async (call: () => Promise<unknown>, { client }: Service = service): Promise<string[]> => {
  client.sent.splice(0);
  await call();
  return [...client.sent];
};

beforeEach(async () => {
  service = await startService();
});

describe.each(HOMES)('round trips to DynamoDB in %s', (_, start) => {
  it('are two for an effect: the claim and the completion', async () => {
    const probe = await start();
    const sent = await sentBy(() => probe.call({ key: 'k' }), probe.service);
    expect(sent).toEqual(['PutCommand', 'UpdateCommand']);
  });

  it('are one for a replay and for "in progress": the refused claim carries the record', async () => {
    const probe = await start();
    await probe.call({ key: 'k' });
    expect(await sentBy(() => probe.call({ key: 'k' }), probe.service)).toEqual(['PutCommand']);

    probe.service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await probe.call({ key: 'open' });
    expect(await sentBy(() => probe.call({ key: 'open' }), probe.service)).toEqual(['PutCommand']);
  });

  it('are three for a takeover', async () => {
    const probe = await start();
    probe.service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await probe.call({ key: 'k' });
    probe.service.world.pass(LEASE_MS);
    const sent = await sentBy(() => probe.call({ key: 'k' }), probe.service);
    expect(sent).toEqual(['PutCommand', 'UpdateCommand', 'UpdateCommand']);
  });
});

describe('round trips to DynamoDB', () => {
  it('are one for an order, and one for its replay', async () => {
    expect(await sentBy(() => service.call(order('o')))).toEqual(['PutCommand']);
    expect(await sentBy(() => service.call(order('o')))).toEqual(['PutCommand']);
  });

  it('are two transactions for a charge against an order, and one for its replay', async () => {
    const { json } = await service.call(order('o'));
    const pay = () => service.call(charge('k', { ...CHARGE, amount: json.total, orderId: json.id }));
    expect(await sentBy(pay)).toEqual(['TransactWriteCommand', 'TransactWriteCommand']);
    expect(await sentBy(pay)).toEqual(['TransactWriteCommand']);
  });

  it('are none for a request that is refused by itself', async () => {
    expect(await sentBy(() => service.call(charge('a key')))).toEqual([]);
    expect(await sentBy(() => service.call(charge('k', { ...CHARGE, amount: 0 })))).toEqual([]);
  });
});
