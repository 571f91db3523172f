import type { Request } from '../rig/invoke.ts';
import type { Route } from './handlers.ts';
import { type Random, streamOf } from './random.ts';
import { isDefinitive } from './reply-invariants.ts';
import type { Reply, Service } from './service.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';

/** A request with a key, and the shopper who sent it. */
export interface Asked {
  readonly request: Request;
  readonly name: string;
}

export interface Shoppers {
  /** Every request with a key that was ever sent: somebody may come back for each. */
  readonly asked: readonly Asked[];
  readonly orders: ReadonlyMap<string, string>;
  /** Sends until the reply is definitive, or patience ends. */
  readonly insist: (request: Request, name: string, attempts: number) => Promise<Reply>;
  /** One shopper's story, drawn by chance; goes on beside all others. */
  readonly shop: (name: string, tenant: string) => void;
}

/** Who they are in: what they can call and what can go wrong for them. */
export interface Market {
  readonly seed: number;
  readonly service: Service;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly routes: readonly Route[];
}

const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};
const ORDER_TOTAL = 2500;

const mayRepeat = (reply: Reply): boolean =>
  reply === undefined ||
  reply.json?.retry === 'same-key' ||
  (reply.json?.code === undefined && reply.status >= 500);

export const openShop = ({ seed, service, timeline, storm, routes }: Market): Shoppers => {
  const asked: Asked[] = [];
  const orders = new Map<string, string>();
  const pause = (durationMs: number): Promise<void> =>
    new Promise((resolve) => timeline.after(durationMs, resolve));

  const insist = async (request: Request, name: string, attempts: number): Promise<Reply> => {
    const random = streamOf(seed, name);
    for (let attempt = 1; ; attempt += 1) {
      // A double tap is several copies at once.
      const taps = random.pick([1, 1, 1, 2, 3]);
      const copies: Promise<Reply>[] = [];
      for (let tap = 1; tap <= taps; tap += 1) {
        const tapName = `${name}, try ${attempt}${tap === 1 ? '' : `, tap ${tap}`}`;
        if (tap === 1 || storm.happens(tapName)) copies.push(service.call(request, tapName));
      }
      const replies = await Promise.all(copies);
      const answer = replies.find((reply) => reply !== undefined && isDefinitive(reply));
      const backOffMs = 100 * 2 ** attempt;
      const retryAfterMs = Number(replies[0]?.headers['retry-after'] ?? 1) * 1_000;
      const pauseMs = random.pick([100, 1_000, backOffMs, retryAfterMs, 60_000, 400_000]);
      if (answer !== undefined) return answer;
      if (attempt >= attempts || !replies.some(mayRepeat)) return replies[0];
      if (!storm.happens(`${name}, patience after try ${attempt}`)) return replies[0];
      await pause(pauseMs);
    }
  };
  const ask = (request: Request, name: string, attempts: number): Promise<Reply> => {
    asked.push({ request, name });
    return insist(request, name, attempts);
  };

  const charge = (random: Random, key: string, amount: number, orderId: string | null) => ({
    route: 'POST /charges' as const,
    key,
    body: {
      amount,
      currency: 'EUR',
      paymentMethod: random.pick(['pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined']),
      orderId,
    },
  });

  /** Somebody replaces or cancels an order that may be about to be paid. */
  const disturb = async (name: string, tenant: string, id: string): Promise<void> => {
    const random = streamOf(seed, name);
    const isPut = random.chance(0.5);
    const pauseMs = random.pick([random.between(0, 3_000), random.between(0, 400_000)]);
    if (!storm.happens(name)) return;
    await pause(pauseMs);
    const route = isPut ? 'PUT /orders/{id}' : 'DELETE /orders/{id}';
    await service.call({ route, tenant, path: { id }, ...(isPut && { body: ORDER }) }, name);
  };

  /** Reads a charge, also one that is another tenant's. */
  const look = async (name: string, tenant: string): Promise<void> => {
    const random = streamOf(seed, name);
    const pauseMs = random.between(0, 400_000);
    const place = random.next();
    if (!storm.happens(name)) return;
    await pause(pauseMs);
    const ids = [...charged];
    const id = ids[Math.floor(place * ids.length)];
    if (id !== undefined) await service.call({ route: 'GET /charges/{id}', tenant, path: { id } }, name);
  };
  const charged = new Set<string>();

  const shop = async (name: string, tenant: string): Promise<void> => {
    const random = streamOf(seed, name);
    await pause(random.between(0, random.pick([2_000, 5_000, 5 * 60_000])));
    const [wantsOrder, disturbs, looks, confuses, borrows] = [0.7, 0.3, 0.3, 0.1, 0.1].map(random.chance);
    const keys = random.pick([['k-1'], ['k-1'], ['k-1', 'k-2'], ['k-1', 'k-2', 'k-3']]);
    const patience = keys.map(() => random.pick([1, 1, 2, 4, 8]));
    let orderId: string | null = null;
    if (wantsOrder && routes.includes('POST /orders')) {
      // The same name of a key for two tenants, and for two operations, is another key each time.
      const placed = await ask(
        { route: 'POST /orders', tenant, key: 'k-1', body: ORDER },
        `${name} order`,
        5,
      );
      orderId = placed?.status === 201 ? placed.json.id : null;
      if (orderId !== null) orders.set(orderId, tenant);
    }
    if (orderId !== null && disturbs) void disturb(`${name} disturbs`, tenant, orderId);
    if (looks && routes.includes('GET /charges/{id}')) void look(`${name} looks`, tenant);
    const foreign = [...orders].find(([, owner]) => owner !== tenant)?.[0];
    const amount = orderId === null ? 4999 : ORDER_TOTAL;
    for (const [place, key] of keys.entries()) {
      const request = { ...charge(random, key, amount, orderId), tenant };
      const isFirst = place === 0;
      if (!storm.happens(`${name} ${key}`)) continue;
      const send = async () => {
        const reply = await ask(request, `${name} ${key}`, patience[place] ?? 1);
        if (reply?.json?.object === 'charge') charged.add(reply.json.id);
      };
      if (isFirst && confuses && storm.happens(`${name} other body`)) {
        const other = { ...request, body: { ...request.body, amount: amount + 1 } };
        void ask(other, `${name} other body`, 2);
      }
      if (isFirst && borrows && foreign !== undefined && storm.happens(`${name} foreign order`)) {
        const other = { ...charge(random, 'k-9', ORDER_TOTAL, foreign), tenant };
        void ask(other, `${name} foreign order`, 2);
      }
      void send();
    }
  };

  return { asked, orders, insist, shop: (name, tenant) => void shop(name, tenant) };
};
