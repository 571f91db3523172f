import { expectEqual } from '../expect.ts';
import { isReplayed, problemCode } from './caller.ts';
import { entriesOf } from './ledger.ts';
import { CARD, PAYER, type Walk } from './walk.ts';

/** Its address gets the receipt of its charge. Redaction comes back to it by its key. */
export const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: PAYER },
};

/** The README's walk: an order, a charge for it, the same again, the key with another amount, another key. */
export const walkAnOrder = async ({ caller, readLedger }: Walk): Promise<string> => {
  const placed = await caller.post('/orders', 'order-1', ORDER);
  expectEqual(placed.status, 201, 'placing an order');
  const order = JSON.parse(placed.body);
  const pay = (key: string, amount: number) =>
    caller.post('/charges', key, { amount, currency: 'EUR', paymentMethod: CARD, orderId: order.id });

  const first = await pay('pay-1', 2500);
  expectEqual(first.status, 201, 'the first charge');
  expectEqual(isReplayed(first), false, 'Idempotent-Replayed of the first charge');

  const again = await pay('pay-1', 2500);
  expectEqual(again.status, 201, 'the same charge again');
  expectEqual(isReplayed(again), true, 'Idempotent-Replayed of the same charge again');
  expectEqual(again.body, first.body, 'the bytes of the same charge again');

  const reused = await pay('pay-1', 9900);
  expectEqual(reused.status, 422, 'the key with another amount');
  expectEqual(problemCode(reused), 'idempotency-key-reused', 'the problem');

  const second = await pay('pay-2', 2500);
  expectEqual(second.status, 409, 'another key, the same order');
  expectEqual(problemCode(second), 'order-already-paid', 'the problem');

  const charge = JSON.parse(first.body);
  const found = await caller.get('/charges?idempotencyKey=pay-1');
  expectEqual(JSON.parse(found.body).id, charge.id, 'what the key did');
  expectEqual(JSON.parse((await caller.get(`/orders/${order.id}`)).body).status, 'paid', 'the order');
  expectEqual(entriesOf(await readLedger(), charge.id).length, 1, "entries in the processor's ledger");
  return '201, 201 replayed with the same bytes, 422, 409; found by its key; order paid; one ledger entry';
};
