import { createClient, intent, NotSent, Problem } from '@payonce/client';
import type { Lane } from '../../events/event.ts';
import { PRICE } from './amounts.ts';
import { paymentMark } from './checkout.ts';
import type { Trouble } from './faults.ts';
import { slow, withoutKey } from './network.ts';
import { type End, LANES, type PageEvent } from './page-events.ts';
import { readToken, ServerRefused } from './server.ts';

interface ShopOptions {
  readonly checkoutId: string;
  readonly tell: (event: PageEvent) => unknown;
  /** What the person in front of the page can do something about. */
  readonly complain: (sentence: string) => unknown;
  /** Where a tap goes. */
  readonly lanes: () => readonly Lane[];
}

const BODY = { ...PRICE, paymentMethod: 'pm_card_visa', description: 'A mug' };

const endOf = (error: unknown): End => {
  if (error instanceof Problem) return 'refused';
  if (error instanceof NotSent || error instanceof ServerRefused) return 'not-sent';
  return error instanceof DOMException && error.name === 'AbortError' ? 'stopped' : 'unknown';
};

const networkOf = (lane: Lane, trouble: Trouble): typeof fetch => {
  // Bound: `fetch` insists on being called on the window.
  const network = trouble === 'slow-network' ? slow(fetch.bind(window)) : fetch.bind(window);
  return lane === 'with-key' ? network : withoutKey(network);
};

/** The worst client that there is: every tap is a request of its own. Only, one lane sends the checkout's key. */
export const openShop = ({ checkoutId, tell, complain, lanes }: ShopOptions) => {
  const checkout = intent(localStorage, `cart-${checkoutId}`);
  const stopped = new AbortController();
  const inFlight = { 'without-key': 0, 'with-key': 0 };

  let token: Promise<string> | undefined;
  const tokenOfShopper = (refresh: boolean): Promise<string> => {
    if (refresh) token = undefined;
    token ??= readToken(checkoutId).catch((error: unknown) => {
      token = undefined;
      throw error;
    });
    return token;
  };

  const pay = async (lane: Lane, trouble: Trouble): Promise<End> => {
    const client = createClient({
      baseUrl: location.origin,
      token: tokenOfShopper,
      fetch: networkOf(lane, trouble),
    });
    try {
      await client.charges.create({
        idempotencyKey: await checkout.key(),
        body: BODY,
        signal: stopped.signal,
        onWait: ({ because, waitMs }) => tell({ kind: 'wait', lane, because, untilMs: Date.now() + waitMs }),
      });
      return 'paid';
    } catch (error) {
      const end = endOf(error);
      if (end !== 'stopped') complain(error instanceof Error ? error.message : String(error));
      return end;
    }
  };

  /** One request with its retries, to its end. What a reload finds under way is what has no definitive answer yet. */
  const payIn = async (lane: Lane, trouble: Trouble): Promise<End> => {
    const mark = paymentMark(localStorage, checkoutId, lane);
    mark.set();
    inFlight[lane] += 1;
    const end = await pay(lane, trouble);
    inFlight[lane] -= 1;
    const isDefinitive = end === 'paid' || end === 'refused';
    // With a key one answer is the answer to all taps; without one, each tap waits for its own.
    if (isDefinitive && (lane === 'with-key' || inFlight[lane] === 0)) mark.clear();
    tell({ kind: 'end', lane, end, atMs: Date.now() });
    return end;
  };

  return {
    key: (): Promise<string> => checkout.key(),

    /** The same tap in both lanes, at the same moment. Resolves when both have come to an end. */
    tap: async (trouble: Trouble): Promise<void> => {
      const atMs = Date.now();
      const open = lanes();
      for (const lane of open) tell({ kind: 'tap', lane, atMs });
      await Promise.all(open.map((lane) => payIn(lane, trouble)));
    },

    /** After a reload, or in a second tab: with a key, anybody may ask again at any time. */
    resume: async (): Promise<void> => {
      const atMs = Date.now();
      const unfinished = LANES.filter((lane) => paymentMark(localStorage, checkoutId, lane).isSet());
      for (const lane of unfinished) tell({ kind: 'reopened', lane, asksAgain: lane === 'with-key', atMs });
      paymentMark(localStorage, checkoutId, 'without-key').clear();
      if (!unfinished.includes('with-key')) return;
      await payIn('with-key', 'none');
    },

    /** Stops asking. What was sent goes on. */
    stop: (): void => stopped.abort(),
  };
};
