import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChargeOutcome } from '../../functions/processor/processor.ts';
import { editItem } from '../rig/edit-item.ts';
import { type PausedCharge, pauseNextCharge } from '../rig/paused-charge.ts';
import { expectAskAgain, expectReplay } from '../rig/replies.ts';
import { CHARGE, charge, order, type Service, startService } from '../rig/service.ts';
import { type StoredItem, storedItem } from '../rig/stored.ts';

let service: Service;
let orderId: string;
let paused: PausedCharge;
let first: ReturnType<Service['call']>;

const pay = () => service.call(charge('k', { ...CHARGE, amount: 2500, orderId }));
const storedOrder = () => storedItem(service, service.tables.orders, orderId);
const storedCharge = async (): Promise<StoredItem> => {
  const [payment] = service.processor.calls.charge;
  return storedItem(service, service.tables.charges, payment?.chargeId ?? '');
};

/** Each breaks one part of the hold only: the condition on the order needs both. */
const EDITS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['placed again, though still naming the charge', { status: 'placed' }],
  ['canceled, though still naming the charge', { status: 'canceled' }],
  ['held by another charge', { payingCharge: 'ch_another' }],
  ['held by nobody in particular', { payingCharge: undefined }],
];

beforeEach(async () => {
  service = await startService();
  orderId = (await service.call(order('o'))).json.id;
  paused = pauseNextCharge(service.processor);
  first = pay();
  await paused.reached;
});

describe.each(EDITS)('an order that lost its hold, %s', (_, edit) => {
  let before: StoredItem;

  beforeEach(async () => {
    await editItem(service, service.tables.orders, orderId, edit);
    before = await storedOrder();
  });

  const end = async (outcome: ChargeOutcome) => {
    paused.answer(outcome);
    const reply = await first;
    expect(await storedOrder()).toEqual(before);
    expect(service.telemetry.incidents).toEqual(['order-hold-lost']);
    return reply;
  };

  it('is left alone by a charge that succeeds: it is completed without it, and somebody is told', async () => {
    const reply = await end(paused.pay());
    expect(reply.status).toBe(201);
    expect(await storedCharge()).toMatchObject({ status: 'succeeded', record: { state: 'completed' } });
    expectReplay(await pay(), reply);
  });

  it('is left alone by a charge that is declined', async () => {
    const reply = await end({ kind: 'declined', code: 'card-declined', message: 'No.' });
    expect(reply.status).toBe(402);
    expect(await storedCharge()).toMatchObject({ status: 'failed', record: { state: 'completed' } });
  });

  it('is left alone by a charge that is released', async () => {
    const reply = await end({ kind: 'not-started', reason: 'refused' });
    expectAskAgain(reply, 503, 'unavailable');
    expect((await storedCharge()).record.state).toBe('released');
  });
});

describe('an order that kept its hold', () => {
  it('is nobody’s incident', async () => {
    paused.answer(paused.pay());
    expect((await first).status).toBe(201);
    expect(service.telemetry.incidents).toEqual([]);
  });

  it('cannot be replaced or canceled while a charge holds it', async () => {
    const path = { id: orderId };
    const body = {
      currency: 'EUR',
      items: [{ sku: 'x', quantity: 1, unitAmount: 1 }],
      customer: { email: 'a@b.co' },
    };
    for (const request of [
      { route: 'DELETE /orders/{id}', path },
      { route: 'PUT /orders/{id}', path, body },
    ])
      expect((await service.call(request)).json.code).toBe('order-payment-in-progress');

    paused.answer(paused.pay());
    expect((await first).status).toBe(201);
    expect((await storedOrder()).status).toBe('paid');
  });
});
