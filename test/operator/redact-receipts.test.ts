import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { redactAll } from '../../operator/redact/redact-all.ts';
import { type Receipts, startReceipts } from '../receipts/rig/receipts.ts';
import { ORDER, order } from '../rig/service.ts';
import { sourceOf } from './explaining.ts';

let receipts: Receipts;
beforeAll(async () => {
  receipts = await startReceipts();
});
afterAll(() => receipts.stop());
beforeEach(() => receipts.ses.clear());

const redact = () =>
  redactAll(
    { ...sourceOf(receipts), world: receipts.world, isDryRun: false },
    { tenant: 'acme', subject: { kind: 'email', email: ORDER.customer.email } },
    () => undefined,
  );

describe('a person that was redacted', () => {
  it('gets no mail for an order that is paid later, and neither does the name in the place of the address', async () => {
    const { json: placed } = await receipts.call(order('o'));
    await redact();
    const { records } = await receipts.charged('k', { amount: 2500, orderId: placed.id });
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual([]);
  });

  it('gets no second mail by being redacted: that is no payment', async () => {
    const { records } = await receipts.charged('sent', { receiptEmail: ORDER.customer.email });
    await receipts.deliver(records);
    expect(receipts.sentTo()).toHaveLength(1);
    await redact();
    const events = await receipts.events();
    expect(events.length).toBeGreaterThan(0);
    await receipts.deliver(events);
    expect(receipts.sentTo()).toHaveLength(1);
  });
});
