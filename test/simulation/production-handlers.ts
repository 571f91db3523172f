import { createCharge } from '../../functions/charges/create.ts';
import { getCharge } from '../../functions/charges/get.ts';
import { cancelOrder } from '../../functions/orders/cancel.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { replaceOrder } from '../../functions/orders/replace.ts';
import { sendReceipts } from '../../functions/receipts/send.ts';
import { recover } from '../../functions/recovery/recover.ts';
import { createRefund } from '../../functions/refunds/create.ts';
import { receiveStripeEvent } from '../../functions/webhooks/stripe.ts';
import { redactAll } from '../../operator/redact/redact-all.ts';
import { type HandlersUnderTest, WEBHOOK_SECRET } from './handlers.ts';

export const productionHandlers: HandlersUnderTest = (instance) => ({
  routes: {
    'POST /charges': () => createCharge(instance),
    'GET /charges/{id}': () => getCharge(instance, instance.settings),
    'POST /charges/{id}/refunds': () => createRefund(instance),
    'POST /orders': () => createOrder(instance, instance.settings),
    'PUT /orders/{id}': () => replaceOrder(instance, instance.settings),
    'DELETE /orders/{id}': () => cancelOrder(instance, instance.settings),
  },
  receipts: () => sendReceipts(instance),
  recovery: () => recover(instance),
  redact: (asked, write) => {
    const { chargesTable: charges, ordersTable: orders, idempotencyTable: idempotency } = instance.settings;
    return redactAll(
      { ...instance, tables: { charges, orders, idempotency }, isDryRun: false },
      asked,
      write,
    );
  },
  webhook: () => receiveStripeEvent({ ...instance, webhookSecret: async () => WEBHOOK_SECRET }),
});
