import { expectEqual } from '../expect.ts';
import { until } from '../patience.ts';
import { ORDER } from './order.ts';
import type { SendByHand } from './receipts-function.ts';
import { readReceipt, type Stores } from './stores.ts';
import { CARD, PAYER, type Walk } from './walk.ts';

/** A new event source begins to read after a minute or two. */
const WITHIN_MS = 180_000;

/** The charge whose own address the receipt goes to. */
export const RECEIPT_KEY = 'receipt-1';

/** From the stream through the function to SES, once: to the address of the charge, and to that of its order. */
export const walkReceipts = async (
  { caller, tenant, signal }: Walk,
  { stores, sendByHand }: { stores: Stores; sendByHand: SendByHand },
): Promise<string> => {
  const order = JSON.parse((await caller.post('/orders', 'receipt-order', ORDER)).body);
  const money = { amount: 2500, currency: 'EUR', paymentMethod: CARD };
  for (const [key, address] of [
    [RECEIPT_KEY, { receiptEmail: PAYER }],
    ['receipt-2', { orderId: order.id }],
  ] as const) {
    const paid = await caller.post('/charges', key, { ...money, ...address });
    expectEqual(paid.status, 201, `the charge ${key}`);
    const { id } = JSON.parse(paid.body);

    const first = await until('a receipt that has ended', { withinMs: WITHIN_MS, signal }, async () => {
      const record = await readReceipt(stores, tenant, id);
      return record?.receipt === undefined ? undefined : record;
    });
    expectEqual(first.receipt, 'sent', `the receipt of ${key}`);
    if (!first.messageId) throw new Error(`The receipt of ${key} has no id of SES.`);

    const again = await sendByHand(JSON.stringify({ tenant, chargeId: id }));
    expectEqual(again, 'sent', 'the receipt asked for once more');
    const { messageId } = (await readReceipt(stores, tenant, id)) ?? {};
    expectEqual(messageId, first.messageId, 'the id of SES after that');
  }
  return 'sent to the address of a charge, and to that of an order, each with an id of SES; asked for once more, it is the same mail';
};
