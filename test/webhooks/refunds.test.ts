import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refund } from '../refunds/refunding.ts';
import { CHARGE, charge } from '../rig/service.ts';
import { startWithStripe, type WithStripe } from './rig.ts';

let service: WithStripe;
let chargeId: string;

beforeEach(async () => {
  service = await startWithStripe();
  chargeId = (await service.call(charge('k', { ...CHARGE, paymentMethod: 'pm_card_refundFail' }))).json.id;
});
afterEach(() => service.close());

const chargeNow = async () =>
  (await service.call({ route: 'GET /charges/{id}', path: { id: chargeId } })).json;
const refundsNow = async () =>
  (await service.call({ route: 'GET /charges/{id}/refunds', path: { id: chargeId } })).json.data;

describe('a refund that fails at the bank after it had succeeded', () => {
  it('becomes failed once, its amount can be refunded again, and somebody is called', async () => {
    const first = await service.call(refund(chargeId, 'r', { amount: 3000 }));
    expect([first.status, (await chargeNow()).amountRefunded]).toEqual([201, 3000]);
    service.world.pass(60_000);
    const events = service.stripe.events();
    for (const event of [...events, ...events].reverse())
      expect((await service.tell(event)).status).toBe(200);

    expect(await refundsNow()).toMatchObject([{ status: 'failed', failure: { code: 'refund-failed' } }]);
    expect(await chargeNow()).toMatchObject({ amountRefunded: 0 });
    expect(service.incidents()).toEqual(['refund-failed-late']);
    const again = await service.call(refund(chargeId, 'again'));
    expect([again.status, again.json.amount]).toEqual([201, 4999]);
  });

  it('leaves the first answer of its key as it was', async () => {
    const first = await service.call(refund(chargeId, 'r'));
    service.world.pass(60_000);
    for (const event of service.eventsOf('refund.failed')) await service.tell(event);

    expect((await service.call(refund(chargeId, 'r'))).text).toBe(first.text);
  });
});

describe('a refund that is on its way', () => {
  it('is not ended by an event while somebody works on it', async () => {
    chargeId = (await service.call(charge('p', { ...CHARGE, paymentMethod: 'pm_card_pendingRefund' }))).json
      .id;
    const pending = await service.call(refund(chargeId, 'r'));
    expect([pending.status, pending.json.code]).toEqual([503, 'outcome-unknown']);
    service.world.pass(10_000);
    for (const event of service.stripe.events()) expect((await service.tell(event)).status).toBe(200);
    expect(await refundsNow()).toMatchObject([{ status: 'processing' }]);

    service.world.pass(60_000);
    expect((await service.call(refund(chargeId, 'r'))).status).toBe(201);
    expect(service.stripe.refunds()).toHaveLength(1);
  });
});
