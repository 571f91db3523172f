import { type LocalStripeOptions, openAccount } from './account.ts';
import { openDoor } from './door.ts';
import type { Door, LocalStripe } from './local-stripe.ts';

export type { LocalStripeOptions } from './account.ts';
export type { Door, LedgerEntry, LedgerRefund, LocalStripe, StripeFault } from './local-stripe.ts';

/**
 * Starts a Stripe of our own: the part of its API that the processor uses, with its rules for keys and its test cards,
 * for the official SDK to talk to. No card network is behind it, and any `sk_test_…` key opens it.
 *
 * @example
 * const stripe = await startLocalStripe();
 * const door = await stripe.openDoor();
 * createStripeProcessor({ apiKey: 'sk_test_local', apiBase: door.url, account: 'acct_local' });
 */
export const startLocalStripe = async (options: LocalStripeOptions = {}): Promise<LocalStripe> => {
  const account = openAccount(options);
  const doors = new Set<Door>();
  return {
    openDoor: async () => {
      const door = await openDoor(account);
      doors.add(door);
      return door;
    },
    ledger: (tenant) => account.ledger(tenant),
    refunds: () => account.refunds(),
    events: () => account.events(),
    deliver: (eventIds, endpoint) => account.deliver(eventIds, endpoint),
    clear: () => account.clear(),
    close: async () => {
      for (const door of doors) await door.close();
      account.close();
    },
  };
};
