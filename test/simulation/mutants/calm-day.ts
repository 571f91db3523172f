import { createCharge } from '../../../functions/charges/create.ts';
import type { RouteHandler } from '../../../functions/http/route.ts';
import { cancelOrder } from '../../../functions/orders/cancel.ts';
import { createOrder } from '../../../functions/orders/create.ts';
import { replaceOrder } from '../../../functions/orders/replace.ts';
import { recover } from '../../../functions/recovery/recover.ts';
import { redactAll } from '../../../operator/redact/redact-all.ts';
import { heldWorld } from '../../rig/held-world.ts';
import { invoke, type Response } from '../../rig/invoke.ts';
import { ledgerProcessor } from '../../rig/ledger-processor.ts';
import { recordedTelemetry } from '../../rig/recorded-telemetry.ts';
import { DEFINITIONS } from '../database.ts';
import { createSimulatedDynamoDb } from '../dynamodb/simulated-dynamodb.ts';

/** Past every lease, and old enough to be settled. */
const SIX_MINUTES_MS = 360_000;
/** Past every lease, and too young to be settled. */
const HALF_A_MINUTE_MS = 30_000;

const SETTINGS = {
  chargesTable: 'charges',
  ordersTable: 'orders',
  deploymentId: 'calm',
  settleAfterMs: 300_000,
  processorTimeoutMs: 20_000,
};

const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
};

/** Errors of code that cannot run, as opposed to code that does the wrong thing. */
const OF_BROKEN_CODE = /TypeError|ReferenceError|RangeError|SyntaxError|ValidationException|not simulated/;

/**
 * One client after another, and none in a hurry: every path of the protocol is gone once, none meets another.
 *
 * @returns what shows that the code does not even work: a mutant of it would be caught for a silly reason
 */
export const calmDay = async (): Promise<string[]> => {
  const world = heldWorld();
  const processor = ledgerProcessor();
  const telemetry = recordedTelemetry();
  const { documentClient } = createSimulatedDynamoDb(DEFINITIONS);
  const dependencies = {
    world,
    processor,
    telemetry,
    documentClient,
    tenantClaim: 'sub',
    settings: SETTINGS,
  };
  const breakages: string[] = [];

  const place = createOrder(dependencies, SETTINGS);
  const pay = createCharge(dependencies);
  const call = (handler: RouteHandler, route: string, rest: object): Promise<Response> =>
    invoke(handler, { route, ...rest });
  const order = async (key: string): Promise<string> =>
    (await call(place, 'POST /orders', { key, body: ORDER })).json?.id;
  const charge = (key: string, orderId: string | null = null, paymentMethod = 'pm_card_visa') =>
    call(pay, 'POST /charges', { key, body: { amount: 2500, currency: 'EUR', paymentMethod, orderId } });
  const runRecovery = async (): Promise<void> => {
    const context = { awsRequestId: 'recovery', getRemainingTimeInMillis: () => 60_000 };
    await recover(dependencies)({}, context).catch((error) => telemetry.failures.push(error));
  };
  const nextIs = (kind: 'unknown' | 'not-started') =>
    processor.onNextCharge(() => ({ kind, reason: 'calm' }));

  const bought = await charge('bought', await order('bought'));
  if (bought.status !== 201) breakages.push(`an order is not paid: ${bought.status} ${bought.text}`);
  await order('bought');
  await charge('bought', bought.json.orderId);
  await charge('alone');

  const declinedFirst = await order('declined-first');
  await charge('declined', declinedFirst, 'pm_card_chargeDeclined');
  await charge('accepted', declinedFirst);

  for (const kind of ['not-started', 'unknown'] as const)
    for (const pauseMs of [HALF_A_MINUTE_MS, SIX_MINUTES_MS])
      for (const comesBack of ['the client', 'the recovery']) {
        const key = `${kind} ${pauseMs} ${comesBack}`.replaceAll(' ', '-');
        const orderId = await order(key);
        nextIs(kind);
        await charge(key, orderId);
        await charge(`${key}-other`, orderId);
        world.pass(pauseMs);
        if (comesBack === 'the recovery') await runRecovery();
        await charge(key, orderId);
      }

  const path = { id: await order('edited') };
  const content = { ...ORDER, items: [{ sku: 'cup', quantity: 1, unitAmount: 900 }] };
  await call(replaceOrder(dependencies, SETTINGS), 'PUT /orders/{id}', { path, body: content });
  await call(cancelOrder(dependencies, SETTINGS), 'DELETE /orders/{id}', { path });

  const tables = { charges: 'charges', orders: 'orders', idempotency: 'idempotency' };
  const subject = { kind: 'email', email: ORDER.customer.email } as const;
  await redactAll(
    { documentClient, tables, world, isDryRun: false },
    { tenant: 'acme', subject },
    () => {},
  ).catch((error) => telemetry.failures.push(error));

  return [
    ...breakages,
    ...telemetry.failures.map(nameAndMessage).filter((text) => OF_BROKEN_CODE.test(text)),
  ];
};

const nameAndMessage = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
