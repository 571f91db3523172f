import { expectEqual } from '../expect.ts';
import { isReplayed, problemCode } from './caller.ts';
import { entriesOf } from './ledger.ts';
import { CARD, PAYER, type Walk } from './walk.ts';

/** The charge that is given back, in two parts. Other parts of the walk come back to it by its key. */
export const REFUNDED = {
  key: 'refunded-1',
  body: {
    amount: 3000,
    currency: 'EUR',
    paymentMethod: CARD,
    receiptEmail: PAYER,
    description: 'Two mugs for Ada',
  },
} as const;

/** A part, the same again, more than is left, and the rest: never more than was charged goes back. */
export const walkARefund = async ({ caller, readLedger }: Walk): Promise<string> => {
  const paid = await caller.post('/charges', REFUNDED.key, REFUNDED.body);
  expectEqual(paid.status, 201, 'the charge');
  const { id } = JSON.parse(paid.body);
  const refund = (key: string, amount?: number) =>
    caller.post(`/charges/${id}/refunds`, key, amount === undefined ? {} : { amount });

  const part = await refund('refund-1', 1000);
  expectEqual(part.status, 201, 'a part');
  expectEqual(JSON.parse(part.body).status, 'succeeded', 'its status');
  const again = await refund('refund-1', 1000);
  expectEqual(isReplayed(again), true, 'Idempotent-Replayed of the same again');
  expectEqual(again.body, part.body, 'the bytes of the same again');

  const beyond = await refund('refund-2', 2001);
  expectEqual(beyond.status, 409, 'more than is left');
  expectEqual(problemCode(beyond), 'refund-exceeds-charge', 'the problem');
  const rest = await refund('refund-3');
  expectEqual(rest.status, 201, 'the rest');
  expectEqual(JSON.parse(rest.body).amount, 2000, 'its amount');
  expectEqual((await refund('refund-4')).status, 409, 'one more');

  const charge = JSON.parse((await caller.get(`/charges/${id}`)).body);
  expectEqual(charge.amountRefunded, 3000, 'what the charge says has been given back');
  const amounts = entriesOf(await readLedger(), id)
    .filter(({ refundId }) => refundId !== undefined)
    .map(({ amount, status }) => `${amount} ${status}`)
    .sort();
  expectEqual(amounts.join(', '), '1000 succeeded, 2000 succeeded', "refunds in the processor's ledger");
  return 'a part: 201, and 201 replayed with the same bytes; more than is left: 409; the rest: 201; two entries in the ledger, which add up to the charge';
};
