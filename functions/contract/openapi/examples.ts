import * as z from 'zod/mini';
import { CHARGES_CREATE, type Charge, openCharge, toChargeResource } from '../../charges/charge.ts';
import { newCharge } from '../../charges/schema.ts';
import { idFor } from '../../idempotency/index.ts';
import { ORDERS_CREATE, type Order, placeOrder, toOrderResource } from '../../orders/order.ts';
import { orderContent } from '../../orders/schema.ts';
import { openRefund, REFUNDS_CREATE, type Refund, toRefundResource } from '../../refunds/refund.ts';
import { newRefund } from '../../refunds/schema.ts';

export const ORDER_SENT = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};

const TENANT = 'acme';
const CHARGE_KEY = '0b7a1d0e-5c6e-4f2b-9d4c-0f6a2f3f7c11';
const REFUND_KEY = '5d0f3c52-0e0b-4c39-8f5e-6a1b7a6e2d90';
const ORDER_KEY = '6f0f2f8a-7d7e-4d53-8a43-3d0f0a4f3f8e';

const identity = (
  operation: typeof CHARGES_CREATE | typeof ORDERS_CREATE | typeof REFUNDS_CREATE,
  key: string,
  at: string,
) => ({
  tenant: TENANT,
  id: idFor(operation, TENANT, key),
  nowMs: Date.parse(at),
  requestId: 'JKJaXmPLvHcESHA=',
});

export const PLACED: Order = placeOrder(
  z.parse(orderContent, ORDER_SENT),
  identity(ORDERS_CREATE, ORDER_KEY, '2026-11-24T18:03:12.481Z'),
);

export const CHARGE_SENT = {
  amount: PLACED.total,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  orderId: PLACED.id,
  receiptEmail: 'ada@example.com',
  description: 'Two mugs',
  metadata: { cart: '7' },
};

export const PAYING = identity(CHARGES_CREATE, CHARGE_KEY, '2026-11-24T18:03:40.117Z');

/** A charge that has just been claimed. */
export const PROCESSING: Charge = openCharge(z.parse(newCharge, CHARGE_SENT), PAYING, {
  name: 'stripe',
  account: 'default',
  deploymentId: 'payonce-dev',
  requestVersion: 1,
});

export const SUCCEEDED: Charge = { ...PROCESSING, status: 'succeeded', updatedAtMs: PAYING.nowMs + 912 };

/** The resources of the examples, as the functions themselves answer them. */
export const CHARGE = toChargeResource(SUCCEEDED);
export const ORDER = toOrderResource(PLACED);

export const REFUND_SENT = { amount: 1250, reason: 'requested-by-customer' };

export const REFUNDING = identity(REFUNDS_CREATE, REFUND_KEY, '2026-11-25T09:12:05.733Z');

/** A refund that has just been claimed. */
export const OPEN_REFUND: Refund = openRefund(z.parse(newRefund, REFUND_SENT), REFUNDING, SUCCEEDED, {
  requestVersion: 1,
  isReserved: true,
});

export const REFUND = toRefundResource({
  ...OPEN_REFUND,
  status: 'succeeded',
  updatedAtMs: REFUNDING.nowMs + 640,
});
