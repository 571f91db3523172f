import { createCharge } from '../../functions/charges/create.ts';
import { getCharge } from '../../functions/charges/get.ts';
import { listCharges } from '../../functions/charges/list.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { createOrder } from '../../functions/orders/create.ts';
import { createStripeProcessor } from '../../functions/processor/stripe.ts';
import { createStripeLook } from '../../functions/processor/stripe-look.ts';
import { sendReceipts } from '../../functions/receipts/send.ts';
import { recover } from '../../functions/recovery/recover.ts';
import { createRefund } from '../../functions/refunds/create.ts';
import { settleMoney } from '../../functions/refunds/settle-money.ts';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { receiveStripeEvent } from '../../functions/webhooks/stripe.ts';
import { startLocalStripe } from '../../local/stripe/index.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { type Request, TENANT, toEvent } from './event.ts';
import { meteredClient } from './meter.ts';
import { requestsTo } from './requests-to.ts';
import { stillWorld } from './world.ts';

export const WEBHOOK_SECRET = 'whsec_scale';

const REQUEST_MS = 25_000;
const RUN_MS = 60_000;
const PER_ITEM_MS = 15_000;

/** The production handlers, their production log, the real engine, and a Stripe of our own for the official SDK. */
export const startRig = async () => {
  const { tables, client, documentClient: engine } = await freshTables();
  // As a deployed function is told it: the log's bytes depend on it.
  process.env.POWERTOOLS_SERVICE_NAME = 'payonce-dev';
  const meter = meteredClient(engine);
  const { world, pass } = stillWorld();
  const stripe = await startLocalStripe({ clock: world.clock });
  const door = await stripe.openDoor();
  const toProcessor = requestsTo(door.url);
  const address = { apiKey: 'sk_test_scale', apiBase: door.url };
  const dependencies = {
    documentClient: meter.documentClient,
    world,
    telemetry: createTelemetry(),
    tenantClaim: 'sub',
    processor: createStripeProcessor({ ...address, account: 'acct_1MqLiJLkdIwHu7ix', clock: world.clock }),
    settings: {
      chargesTable: tables.charges,
      ordersTable: tables.orders,
      idempotencyTable: tables.idempotency,
      deploymentId: 'payonce-prod',
      settleAfterMs: 300_000,
      processorTimeoutMs: 20_000,
    },
  };
  const { settings } = dependencies;
  const handlers: Readonly<Record<string, RouteHandler>> = {
    'POST /charges': createCharge(dependencies),
    'GET /charges': listCharges(dependencies, settings),
    'GET /charges/{id}': getCharge(dependencies, settings),
    'POST /charges/{id}/refunds': createRefund(dependencies),
    'POST /orders': createOrder(dependencies, settings),
    'POST /webhooks/stripe': receiveStripeEvent({
      ...dependencies,
      look: createStripeLook(address),
      webhookSecret: async () => WEBHOOK_SECRET,
    }) as RouteHandler,
  };
  const context = (ms: number) => ({
    awsRequestId: '6bc28136-xmpl-4365-b021-0ce6b2e64ab0',
    getRemainingTimeInMillis: () => ms,
  });
  const receipts = sendReceipts({
    ...dependencies,
    mailer: {
      send: async () => ({
        kind: 'accepted',
        messageId: '010001943c5a3b2f-6d5f0a3e-8b0d-4a59-9e1c-0b7f1f1a2b3c-000000',
      }),
    },
    deadLetters: { put: async () => undefined },
  });
  const runRecovery = recover(dependencies);
  const settleOne = settleMoney(dependencies);

  return {
    tables,
    client,
    engine,
    meter,
    world,
    pass,
    stripe,
    door,
    toProcessor,
    dependencies,
    call: async (request: Request) => {
      const handler = handlers[request.route];
      if (handler === undefined) throw new Error(`no such route: ${request.route}`);
      const { statusCode, headers, body = '' } = await handler(toEvent(request), context(REQUEST_MS));
      return { status: statusCode ?? 0, headers, body };
    },
    sendReceipts: (event: Parameters<typeof receipts>[0]) => receipts(event, context(RUN_MS)),
    recover: () => runRecovery({}, context(RUN_MS)),
    /** What a run of the recovery does for one charge that it has found. */
    settle: async (id: string) => {
      const { awsRequestId: requestId } = context(RUN_MS);
      const deadlineMs = world.clock() + PER_ITEM_MS;
      const outcome = await settleOne({ tenant: TENANT, id, by: 'recovery', requestId, deadlineMs });
      dependencies.telemetry.settled('recovery.recover', requestId, { id, outcome });
      return outcome;
    },
    stop: async (): Promise<void> => {
      toProcessor.stop();
      await stripe.close();
      client.destroy();
    },
  };
};

export type Rig = Awaited<ReturnType<typeof startRig>>;
