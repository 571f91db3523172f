import { randomUUID } from 'node:crypto';
import type { Call, Client } from './client.ts';

export const CHARGE = { amount: 2500, currency: 'EUR', paymentMethod: 'pm_card_visa' };
export const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};

export const DECLINING = 'pm_card_chargeDeclined';

export const charge = (key: string, more: object = {}): Call => ({
  path: '/charges',
  key,
  body: { ...CHARGE, ...more },
});

export const order = (key: string, body: object = ORDER): Call => ({ path: '/orders', key, body });

/** Places an order that `CHARGE` pays; its id. */
export const placeOrder = async (client: Client): Promise<string> => {
  const { status, json, text } = await client(order(randomUUID()));
  if (status !== 201) throw new Error(text);
  return json.id;
};

/** The order as everybody sees it. */
export const readOrder = async (client: Client, id: string) => (await client({ path: `/orders/${id}` })).json;

/** What a key has done. */
export const chargeOf = async (client: Client, key: string) =>
  (await client({ path: `/charges?idempotencyKey=${key}` })).json;
