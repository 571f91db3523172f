import type { Request } from './event.ts';
import type { Rig } from './rig.ts';

/** As long as a name of Stripe's that is not a test's (`pm_1MqLiJLkdIwHu7ixUEgbFdYl`). */
const PAYMENT_METHOD = 'pm_card_mastercard_prepaid';
export const CHARGE = { amount: 4999, currency: 'EUR', paymentMethod: PAYMENT_METHOD };
export const DECLINED = { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' };
export const WITH_METADATA = { ...CHARGE, metadata: { note: 'x'.repeat(500) } };
const ITEM = { sku: 'TSHIRT-BLACK-M', quantity: 2, unitAmount: 1999 };
export const ORDER = {
  currency: 'EUR',
  items: [ITEM, { ...ITEM, sku: 'MUG-WHITE-330ML' }, { ...ITEM, sku: 'STICKER-PACK-10' }],
  customer: { email: 'ada.lovelace@example.com' },
};

/** A UUID's length, as most clients send one. */
export const keyOf = (name: string): string => name.replaceAll(' ', '-').padEnd(36, '-0123456789abcdef');
export const charge = (name: string, body: unknown = CHARGE): Request => ({
  route: 'POST /charges',
  key: keyOf(name),
  body,
});
export const order = (name: string): Request => ({ route: 'POST /orders', key: keyOf(name), body: ORDER });

export const ask = async (rig: Rig, request: Request, status: number) => {
  const answer = await rig.call(request);
  if (answer.status !== status) throw new Error(`${request.route}: ${answer.status} ${answer.body}`);
  return {
    ...(JSON.parse(answer.body) as { readonly id: string; readonly total: number }),
    body: answer.body,
  };
};
