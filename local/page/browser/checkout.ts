import type { Lane } from '../../events/event.ts';

/** `localStorage`, or something like it. */
export interface Storage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

const CURRENT = 'payonce.checkout';
const CHECKOUT_ID = /^checkout-[a-z0-9]{4,40}$/;

/** A checkout is a tenant of its own: its ledger, its events and its record are nobody else's. */
export const newCheckoutId = (): string => `checkout-${crypto.randomUUID().slice(0, 8)}`;

/**
 * The checkout of this page: the one in its address, so that a second tab can join; else the last one of this browser,
 * which a reload or a crash left; else a new one.
 */
export const findCheckout = (hash: string, storage: Storage, mint: () => string): string => {
  const found = [hash.replace(/^#/, ''), storage.getItem(CURRENT)].find((id) => id && CHECKOUT_ID.test(id));
  const id = found ?? mint();
  storage.setItem(CURRENT, id);
  return id;
};

/** Remembers, beyond a reload, that a lane has a payment out whose end this browser has not seen. */
export const paymentMark = (storage: Storage, checkoutId: string, lane: Lane) => {
  const name = `payonce.${checkoutId}.${lane}.under-way`;
  return {
    set: (): void => storage.setItem(name, 'yes'),
    clear: (): void => storage.removeItem(name),
    isSet: (): boolean => storage.getItem(name) !== null,
  };
};
