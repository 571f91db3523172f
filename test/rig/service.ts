import { type ChargeDependencies, createCharge } from '../../functions/charges/create.ts';
import { getCharge } from '../../functions/charges/get.ts';
import { listCharges } from '../../functions/charges/list.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { cancelOrder } from '../../functions/orders/cancel.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { getOrder } from '../../functions/orders/get.ts';
import { listOrders } from '../../functions/orders/list.ts';
import { replaceOrder } from '../../functions/orders/replace.ts';
import { createRefund } from '../../functions/refunds/create.ts';
import { getRefund } from '../../functions/refunds/get.ts';
import { listRefunds } from '../../functions/refunds/list.ts';
import { freshTables } from '../engine/tables.ts';
import { faultyClient } from './faulty-client.ts';
import { heldWorld } from './held-world.ts';
import { invoke, type Request, type Response } from './invoke.ts';
import { ledgerProcessor } from './ledger-processor.ts';
import { recordedTelemetry } from './recorded-telemetry.ts';

export const SETTLE_AFTER_MS = 300_000;
/** The default function time-out and the margin for clocks. */
export const LEASE_MS = 27_000;

/** The production handlers on the real engine, with a clock that the test holds and a processor whose books it reads. */
export const startService = async () => {
  const { tables, documentClient: engine } = await freshTables();
  const client = faultyClient(engine);
  const world = heldWorld();
  const telemetry = recordedTelemetry();
  const processor = ledgerProcessor();
  const settings = {
    chargesTable: tables.charges,
    ordersTable: tables.orders,
    deploymentId: 'test',
    settleAfterMs: SETTLE_AFTER_MS,
    processorTimeoutMs: 20_000,
  };

  /** The same deployment as another function instance sees it: its own clock or client, the same tables. */
  const instance = (over: Partial<ChargeDependencies> = {}) => {
    const dependencies = {
      documentClient: client.documentClient,
      world,
      telemetry,
      tenantClaim: 'sub',
      processor,
      settings,
      ...over,
    };
    const handlers: Readonly<Record<string, RouteHandler>> = {
      'POST /charges': createCharge(dependencies),
      'GET /charges': listCharges(dependencies, settings),
      'GET /charges/{id}': getCharge(dependencies, settings),
      'POST /charges/{id}/refunds': createRefund(dependencies),
      'GET /charges/{id}/refunds/{refundId}': getRefund(dependencies, settings),
      'GET /charges/{id}/refunds': listRefunds(dependencies, settings),
      'POST /orders': createOrder(dependencies, settings),
      'GET /orders': listOrders(dependencies, settings),
      'GET /orders/{id}': getOrder(dependencies, settings),
      'PUT /orders/{id}': replaceOrder(dependencies, settings),
      'DELETE /orders/{id}': cancelOrder(dependencies, settings),
    };
    return (request: Request): Promise<Response> => {
      const handler = handlers[request.route];
      if (handler === undefined) throw new Error(`no such route: ${request.route}`);
      return invoke(handler, request);
    };
  };

  return { call: instance(), instance, client, engine, world, telemetry, processor, tables, settings };
};

export type Service = Awaited<ReturnType<typeof startService>>;

export const CHARGE = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' };
export const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};

export const charge = (key: string, body: unknown = CHARGE): Request => ({
  route: 'POST /charges',
  key,
  body,
});
export const order = (key: string, body: unknown = ORDER): Request => ({ route: 'POST /orders', key, body });
