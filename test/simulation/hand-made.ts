import type { StoredCharge, StoredOrder } from './stored.ts';
import type { Violation } from './violation.ts';

/** A charge and its order, as they are in their three stages: for worlds made by hand. */
export const CHARGE: StoredCharge = {
  id: 'ch_1',
  tenant: 'acme',
  status: 'succeeded',
  state: 'completed',
  owner: 'shopper 1, try 1#1',
  attempt: 1,
  earlier: [],
  amount: 2500,
  refundable: 2500,
  amountRefunded: 0,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  orderId: 'ord_1',
  receiptEmail: null,
  description: null,
  failureCode: null,
  createdAtMs: 0,
  updatedAtMs: 300_000,
  isDue: false,
  intent: '2500|EUR',
  response: '201 /charges/ch_1 {}',
};
export const OPEN: StoredCharge = {
  ...CHARGE,
  status: 'processing',
  state: 'in-progress',
  isDue: true,
  response: null,
};
export const RELEASED: StoredCharge = { ...OPEN, state: 'released' };
export const FAILED: StoredCharge = { ...CHARGE, status: 'failed', failureCode: 'charge-abandoned' };

export const PAID: StoredOrder = {
  id: 'ord_1',
  tenant: 'acme',
  status: 'paid',
  total: 2500,
  currency: 'EUR',
  email: 'ada@example.com',
  version: 2,
  payingCharge: null,
  chargeId: 'ch_1',
};
export const PAYING: StoredOrder = { ...PAID, status: 'paying', payingCharge: 'ch_1', chargeId: null };
export const PLACED: StoredOrder = { ...PAID, status: 'placed', chargeId: null };
export const CANCELED: StoredOrder = { ...PLACED, status: 'canceled' };

export const brokenIn = (violations: readonly Violation[]) => violations.map(({ invariant }) => invariant);
