import Stripe from 'stripe';
import { type Failure, isOk, readError } from './stripe-answer.ts';
import { type Budget, withinBudget } from './stripe-budget.ts';
import { connectToStripe } from './stripe-connection.ts';

/**
 * Pinned here and not left to the account: what an answer means must not change with a click in the dashboard. For
 * reading and canceling; creating goes by the version of the request.
 */
const API_VERSION = '2026-10-28.endive';

export interface StripeAddress {
  /** A function reads it when first needed, for example from Secrets Manager. */
  readonly apiKey: string | (() => Promise<string>);
  /** @example 'https://api.stripe.com' */
  readonly apiBase: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

/** The SDK, so that no call of it throws: each waits for as long as the budget has left and sends once. */
export interface StripeClient {
  readonly call: <T>(
    budget: Budget,
    send: (stripe: Stripe, timeoutMs: number) => Promise<unknown>,
    read: (value: unknown) => T,
  ) => Promise<T | Failure>;
  /** `null` for anything less than a whole page. */
  readonly page: <T>(
    budget: Budget,
    send: (stripe: Stripe, timeoutMs: number) => Promise<Stripe.ApiList<T>>,
  ) => Promise<Page<T> | null>;
}

export const createStripeClient = ({ apiKey, apiBase }: StripeAddress): StripeClient => {
  const url = new URL(apiBase);
  const secure = url.protocol === 'https:';
  const httpClient = connectToStripe(secure);
  let client: { readonly key: string; readonly stripe: Stripe } | undefined;

  const clientFor = (key: string): Stripe => {
    if (client?.key === key) return client.stripe;
    const stripe = new Stripe(key, {
      apiVersion: API_VERSION,
      httpClient,
      protocol: secure ? 'https' : 'http',
      host: url.hostname,
      port: url.port || (secure ? '443' : '80'),
      // Attempts are counted by the claim of the charge, not hidden in here.
      maxNetworkRetries: 0,
      telemetry: false,
    });
    client = { key, stripe };
    return stripe;
  };

  /** `null` when there is no time or no key for it: nothing was sent. */
  const prepare = async (budget: Budget): Promise<Stripe | null> => {
    const key =
      typeof apiKey === 'string' ? apiKey : await withinBudget(budget, Promise.resolve().then(apiKey));
    return key && budget.remainingMs() > 0 ? clientFor(key) : null;
  };

  return {
    call: async (budget, send, read) => {
      const stripe = await prepare(budget);
      if (stripe === null) return { kind: 'not-sent', reason: 'no API key, or no time left to call' };
      try {
        return read(await send(stripe, budget.remainingMs()));
      } catch (error) {
        return readError(error);
      }
    },
    page: async (budget, send) => {
      const stripe = await prepare(budget);
      if (stripe === null) return null;
      try {
        const page = await send(stripe, budget.remainingMs());
        if (!isOk(page) || !Array.isArray(page.data) || typeof page.has_more !== 'boolean') return null;
        return { items: page.data, hasMore: page.has_more };
      } catch {
        // Reading moved nothing, and why it failed makes no difference: the caller does not know and asks again later.
        return null;
      }
    },
  };
};
