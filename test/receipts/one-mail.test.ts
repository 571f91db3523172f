import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { order } from '../rig/service.ts';
import { type Receipts, startReceipts } from './rig/receipts.ts';

let receipts: Receipts;

beforeAll(async () => {
  receipts = await startReceipts();
});
afterAll(() => receipts.stop());
beforeEach(() => receipts.ses.clear());

describe('a charge that succeeds', () => {
  it('is told to its payer in one mail, with its amount and its reference', async () => {
    const { id, records } = await receipts.charged('told');

    expect(await receipts.deliver(records)).toEqual([]);
    const [mail, ...others] = receipts.ses.emails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      from: 'receipts@payonce.example',
      to: ['ada@example.com'],
      subject: 'Receipt: €49.99',
    });
    for (const part of [mail?.text, mail?.html]) expect(part).toContain(id);
  });

  it('is told once when its batch is delivered again and again', async () => {
    const { records } = await receipts.charged('redelivered');

    for (let time = 0; time < 3; time += 1) expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
  });

  it('is told once when it stands twice in a batch, under two names', async () => {
    const { records } = await receipts.charged('doubled');
    const again = records.map((record, index) => ({
      ...record,
      eventID: `other-${index}`,
      dynamodb: { ...record.dynamodb, SequenceNumber: `9${index}` },
    }));

    await receipts.deliver([...records, ...again]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
  });

  it('is told once when two instances get it at the same moment: one of them is asked to come again', async () => {
    const { records } = await receipts.charged('at-once');
    const deliveries = await Promise.all([1, 2, 3].map(() => receipts.deliver(records, receipts.instance())));

    expect(receipts.sentTo()).toEqual(['ada@example.com']);
    expect(deliveries.filter((failures) => failures.length === 0).length).toBeGreaterThan(0);
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toHaveLength(1);
  });

  it('is told to each payer when two tenants used the same key', async () => {
    const { records } = await receipts.charged('same-key');
    await receipts.call({
      route: 'POST /charges',
      tenant: 'globex',
      key: 'same-key',
      body: { amount: 100, currency: 'EUR', paymentMethod: 'pm_card_visa', receiptEmail: 'bob@example.com' },
    });

    await receipts.deliver([...records, ...(await receipts.events())]);
    expect(receipts.sentTo().sort()).toEqual(['ada@example.com', 'bob@example.com']);
  });
});

describe('where a receipt goes', () => {
  it('is the address of the order, when the charge brings none', async () => {
    const placed = await receipts.call(order('order-1'));
    const { records } = await receipts.charged('for-order', { amount: 2500, orderId: placed.json.id });

    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual(['ada@example.com']);
  });

  it('is the address that the charge brings, before that of its order', async () => {
    const placed = await receipts.call(order('order-2'));
    const { records } = await receipts.charged('for-both', {
      amount: 2500,
      orderId: placed.json.id,
      receiptEmail: 'office@example.com',
    });

    await receipts.deliver(records);
    expect(receipts.sentTo()).toEqual(['office@example.com']);
  });

  it('is nowhere without an address', async () => {
    const { records } = await receipts.charged('no-address', {});

    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual([]);
  });
});

describe('what is no reason to write', () => {
  it('is a charge that was declined, or one that has only begun', async () => {
    const { records } = await receipts.charged('declined', {
      paymentMethod: 'pm_card_chargeDeclined',
      receiptEmail: 'ada@example.com',
    });

    expect(records.length).toBeGreaterThan(1);
    expect(await receipts.deliver(records)).toEqual([]);
    expect(receipts.sentTo()).toEqual([]);
  });

  it('is a refund, and what it counts in the charge: also when no claim is there any more', async () => {
    const { id } = await receipts.charged('refunded');
    const refund = await receipts.call({
      route: 'POST /charges/{id}/refunds',
      path: { id },
      key: 'refund-1',
      body: { amount: 100 },
    });
    const later = await receipts.events();

    expect(refund.status).toBe(201);
    expect(later.length).toBeGreaterThan(2);
    expect(await receipts.deliver(later)).toEqual([]);
    expect(receipts.sentTo()).toEqual([]);
  });
});
