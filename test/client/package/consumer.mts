import { createClient, type IntentStorage, intent, Problem } from '@payonce/client';

const payonce = createClient({ baseUrl: '', token: async (refresh) => `${refresh}` });
const body = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' } as const;
const order = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
} as const;

export const accepted = async (storage: IntentStorage, idempotencyKey: string, id: string) => {
  const charge = await intent(storage, 'cart-7').run((key) =>
    payonce.charges.create({ idempotencyKey: key, body, signal: AbortSignal.timeout(1), deadlineMs: 1 }),
  );
  const status: 'processing' | 'succeeded' | 'failed' = charge.data.status;
  await payonce.charges.list();
  const listed = await payonce.charges.list({ query: { idempotencyKey } });
  const found: string = 'nextCursor' in listed.data ? '' : listed.data.id;
  await payonce.refunds.create({ idempotencyKey, path: { id }, body: {} });
  const { etag } = await payonce.orders.get({ path: { id } });
  await payonce.orders.replace({ path: { id }, body: order, ...(etag !== null && { ifMatch: etag }) });
  const nothing: undefined = (await payonce.orders.cancel({ path: { id } })).data;
  const code: 'card-declined' | null | string = new Problem(402, {}, null).code;
  return { status, found, nothing, code };
};

export const refused = (idempotencyKey: string, id: string) => [
  // @ts-expect-error: a POST without a key does not exist
  payonce.charges.create({ body }),
  // @ts-expect-error: neither does one without anything
  payonce.orders.create(),
  // @ts-expect-error: a key is a text
  payonce.charges.create({ idempotencyKey: 7, body }),
  // @ts-expect-error: a member is missing
  payonce.charges.create({ idempotencyKey, body: { amount: 4999, currency: 'EUR' } }),
  // @ts-expect-error: a member is not known
  payonce.charges.create({ idempotencyKey, body: { ...body, amuont: 4999 } as const satisfies typeof body }),
  // @ts-expect-error: a member has another type
  payonce.charges.create({ idempotencyKey, body: { ...body, amount: '49.99' } }),
  // @ts-expect-error: whose order?
  payonce.orders.get(),
  // @ts-expect-error: a read has no key
  payonce.orders.get({ idempotencyKey, path: { id } }),
  // @ts-expect-error: what takes no access token is not here
  payonce.webhooks.stripe({}),
];
