import type { Request } from '../rig/invoke.ts';
import type { Random } from './random.ts';
import type { Reply, Service } from './service.ts';
import type { Timeline } from './timeline.ts';

/** A definitive reply, as a client got it. */
export interface Said {
  readonly tenant: string;
  readonly key: string;
  readonly status: number;
  readonly bytes: string;
}

export interface Shoppers {
  readonly said: Said[];
  /** Every request with a key that was ever sent. */
  readonly requests: Request[];
  /** Sends until the reply is definitive, or patience ends. */
  readonly insist: (request: Request, attempts: number) => Promise<Reply>;
  readonly pause: (durationMs: number) => Promise<void>;
  /** One shopper's story, drawn by chance; runs beside all others. */
  readonly shop: (tenant: string) => Promise<void>;
}

const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};

const isDefinitive = (reply: Reply): boolean =>
  reply !== undefined &&
  (reply.status === 201 || reply.status === 402 || reply.json.code === 'charge-abandoned');

const mayRepeat = (reply: Reply): boolean => reply === undefined || reply.json?.retry === 'same-key';

export const openShop = (service: Service, timeline: Timeline, random: Random): Shoppers => {
  const said: Said[] = [];
  const requests: Request[] = [];
  const pause = (durationMs: number): Promise<void> =>
    new Promise((resolve) => timeline.after(durationMs, resolve));

  const send = async (request: Request): Promise<Reply> => {
    const reply = await service.call(request);
    if (reply !== undefined && isDefinitive(reply))
      said.push({
        tenant: request.tenant ?? '',
        key: `${request.route} ${request.key}`,
        status: reply.status,
        bytes: `${reply.status} ${reply.headers.location ?? ''} ${reply.text}`,
      });
    return reply;
  };

  const insist = async (request: Request, attempts: number): Promise<Reply> => {
    requests.push(request);
    for (let attempt = 1; ; attempt += 1) {
      // A double tap is two copies at once.
      const copies = Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => send(request));
      const replies = await Promise.all(copies);
      const answer = replies.find(isDefinitive);
      if (answer !== undefined) return answer;
      if (attempt >= attempts || !replies.some(mayRepeat)) return replies[0];
      const retryAfterS = Number(replies[0]?.headers['retry-after'] ?? 1);
      await pause(random.pick([100, 1_000, retryAfterS * 1_000, 60_000, 400_000]));
    }
  };

  const charge = (tenant: string, key: string, amount: number, orderId: string | null): Request => ({
    route: 'POST /charges',
    tenant,
    key,
    body: {
      amount,
      currency: 'EUR',
      paymentMethod: random.pick(['pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined']),
      orderId,
    },
  });

  const disturb = async (tenant: string, id: string): Promise<void> => {
    await pause(random.between(0, 400_000));
    const isPut = random.chance(0.5);
    await service.call({
      route: isPut ? 'PUT /orders/{id}' : 'DELETE /orders/{id}',
      tenant,
      path: { id },
      ...(isPut ? { body: ORDER } : {}),
    });
  };

  const shop = async (tenant: string): Promise<void> => {
    await pause(random.between(0, 5_000));
    let orderId: string | null = null;
    if (random.chance(0.7)) {
      // The same name of a key for two tenants, and for two operations, is another key each time.
      const placed = await insist({ route: 'POST /orders', tenant, key: 'k-1', body: ORDER }, 5);
      orderId = placed?.status === 201 ? placed.json.id : null;
    }
    if (orderId !== null && random.chance(0.3)) void disturb(tenant, orderId);
    const amount = orderId === null ? 4999 : 2500;
    const keys = random.pick([['k-1'], ['k-1'], ['k-1', 'k-2'], ['k-1', 'k-2', 'k-3']]);
    await Promise.all(
      keys.map(async (key) => {
        const request = charge(tenant, key, amount, orderId);
        if (random.chance(0.1)) void insist(charge(tenant, key, amount + 1, orderId), 2);
        await insist(request, random.pick([1, 1, 2, 4, 8]));
      }),
    );
  };

  return { said, requests, insist, pause, shop };
};
