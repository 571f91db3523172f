import type { ClientOptions } from '@payonce/client';

type Fetch = NonNullable<ClientOptions['fetch']>;

export const CHARGE_INPUT = {
  idempotencyKey: 'k-1',
  body: { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' },
};

export const charged = (): Response => new Response('{"id":"ch_1"}', { status: 201 });

/** A network in which nothing is ever answered, and which no signal ends. */
export const silent: Fetch = () => new Promise(() => undefined);

/** A network that is down. */
export const down: Fetch = async () => {
  throw new TypeError('fetch failed');
};

/** These in turn; the last one for ever. */
export const inTurn = (...fetches: readonly Fetch[]): Fetch & { readonly calls: readonly RequestInit[] } => {
  const calls: RequestInit[] = [];
  const fetch: Fetch = (url, init) => {
    calls.push(init);
    const next = fetches[Math.min(calls.length, fetches.length) - 1];
    if (next === undefined) throw new Error('There is no network at all.');
    return next(url, init);
  };
  return Object.assign(fetch, { calls });
};
