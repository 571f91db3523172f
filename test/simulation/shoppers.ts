import type { Request } from '../rig/invoke.ts';
import { bystandersIn } from './bystanders.ts';
import { insistIn, type Market, pauseIn } from './customer.ts';
import type { Reply } from './gateway.ts';
import { ADA, BOB, CARL, ORDER, ORDER_TOTAL, type Person } from './goods.ts';
import type { Route } from './handlers.ts';
import { idOfKey } from './http-event.ts';
import { merchantsIn } from './merchants.ts';
import { type Random, streamOf } from './random.ts';

/** A request with a key, and the shopper who sent it. */
export interface Asked {
  readonly request: Request;
  readonly name: string;
}

export interface Shoppers {
  /** Every request with a key that was ever sent: somebody may come back for each. */
  readonly asked: readonly Asked[];
  /** Sends until the reply is definitive, or patience ends. */
  readonly insist: ReturnType<typeof insistIn>;
  /** One shopper's story, drawn by chance; goes on beside all others. */
  readonly shop: (name: string, tenant: string) => void;
  /** Asks, and somebody comes back for it later. */
  readonly ask: (request: Request, name: string, attempts: number) => Promise<Reply>;
}

const AMOUNT_WITHOUT_ORDER = 4999;
const CARDS = ['pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined'];

/** Not everybody says who they are. */
const payerOf = (key: string, orderId: string | null): Person | undefined => {
  if (key === 'k-2') return undefined;
  if (orderId !== null) return ADA;
  return key === 'k-3' ? CARL : BOB;
};

const personal = (key: string, orderId: string | null) => {
  const payer = payerOf(key, orderId);
  return {
    // With an order, its own address does.
    receiptEmail: orderId === null ? (payer?.email ?? null) : null,
    description: payer === undefined ? null : `Two mugs for ${payer.name}`,
    metadata: payer === undefined ? null : { name: payer.name },
  };
};

const charge = (random: Random, tenant: string, key: string, amount: number, orderId: string | null) => ({
  route: 'POST /charges' as const,
  tenant,
  key,
  body: {
    amount,
    currency: 'EUR',
    paymentMethod: random.pick(CARDS),
    orderId,
    ...personal(key, orderId),
  },
});

type NewCharge = ReturnType<typeof charge>;

/** The same key with something else. */
const otherBody = (random: Random, { body, ...request }: NewCharge): Request => ({
  ...request,
  body: random.pick([
    { ...body, amount: body.amount + 1 },
    { ...body, paymentMethod: 'pm_card_mastercard' },
    { ...body, orderId: null },
  ]),
});

export const openShop = (market: Market & { readonly routes: readonly Route[] }): Shoppers => {
  const { seed, timeline, storm, routes } = market;
  const asked: Asked[] = [];
  const orders = new Map<string, string>();
  const charged = new Set<string>();
  const insist = insistIn(market);
  const { disturb, look } = bystandersIn(market);
  const pause = pauseIn(timeline);

  const ask = async (request: Request, name: string, attempts: number): Promise<Reply> => {
    asked.push({ request, name });
    const reply = await insist(request, name, attempts);
    if (reply?.json?.object === 'charge') charged.add(reply.json.id);
    return reply;
  };

  const { afterSale } = merchantsIn(market, ask);

  const pay = async (request: NewCharge, name: string, attempts: number): Promise<void> => {
    const reply = await ask(request, name, attempts);
    if (!routes.includes('POST /charges/{id}/refunds')) return;
    const { tenant, key, body } = request;
    const sale = { tenant, key, amount: body.amount, chargeId: idOfKey(request) ?? '' };
    afterSale(name, { ...sale, isPaid: reply?.status === 201 });
  };

  const placeOrder = async (name: string, tenant: string): Promise<string | null> => {
    // The same name of a key for two tenants, and for two operations, is another key each time.
    const request = { route: 'POST /orders', tenant, key: 'k-1', body: ORDER };
    const placed = await ask(request, `${name} order`, 5);
    if (placed?.status !== 201) return null;
    orders.set(placed.json.id, tenant);
    return placed.json.id;
  };

  const shop = async (name: string, tenant: string): Promise<void> => {
    const random = streamOf(seed, name);
    await pause(random.between(0, random.pick([2_000, 5_000, 5 * 60_000])));
    const [wantsOrder, looks, confuses, borrows, hesitates] = [0.7, 0.3, 0.15, 0.15, 0.5].map(random.chance);
    const disturbances = random.pick([0, 0, 1, 3]);
    const keys = random.pick([['k-1'], ['k-1'], ['k-1', 'k-2'], ['k-1', 'k-2', 'k-3']]);
    const patience = keys.map(() => random.pick([1, 1, 2, 4, 8]));
    const hesitationMs = random.between(0, 30);

    const orderId = wantsOrder && routes.includes('POST /orders') ? await placeOrder(name, tenant) : null;
    if (orderId !== null && routes.includes('PUT /orders/{id}'))
      for (let count = 1; count <= disturbances; count += 1)
        void disturb(`${name} disturbs ${count}`, tenant, orderId);
    if (looks && routes.includes('GET /charges/{id}')) void look(`${name} looks`, tenant, charged);
    if (hesitates) await pause(hesitationMs);

    // Everything is drawn before it is known whether it happens: leaving one thing out changes no other.
    const foreignId = [...orders].find(([, owner]) => owner !== tenant)?.[0];
    const borrowed = charge(random, tenant, 'k-9', ORDER_TOTAL, foreignId ?? null);
    const amount = orderId === null ? AMOUNT_WITHOUT_ORDER : ORDER_TOTAL;
    const requests = keys.map((key) => charge(random, tenant, key, amount, orderId));
    const confusion = otherBody(random, requests[0] as NewCharge);
    if (borrows && foreignId !== undefined && storm.happens(`${name} foreign order`)) {
      void ask(borrowed, `${name} foreign order`, 2);
      void disturb(`${name} disturbs a stranger`, tenant, foreignId);
    }
    if (confuses && storm.happens(`${name} other body`)) void ask(confusion, `${name} other body`, 2);
    for (const [place, request] of requests.entries())
      if (storm.happens(`${name} ${request.key}`))
        void pay(request, `${name} ${request.key}`, patience[place] ?? 1);
  };

  return { asked, insist, ask, shop: (name, tenant) => void shop(name, tenant) };
};
