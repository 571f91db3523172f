import { type Charge, paymentOf } from '../../functions/charges/charge.ts';
import { buildRequests } from '../../functions/processor/stripe-request.ts';
import type { Request } from '../rig/invoke.ts';
import { charge, LEASE_MS, order, SETTLE_AFTER_MS, type Service } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';

/** An item as a version of this code wrote it, the request that made it, and what has to come of it later. */
export interface Fixture {
  readonly name: string;
  readonly table: 'charges' | 'orders';
  readonly request: Request;
  readonly item: Record<string, unknown>;
  /** The definitive reply, for ever; `null` while there is none. */
  readonly reply: { readonly status: number; readonly text: string; readonly location: string | null } | null;
  /** What is sent to Stripe for it, in every version to come. */
  readonly stripeRequests: unknown;
}

const CHARGE = {
  amount: 4999,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  receiptEmail: 'ada@example.com',
  description: 'Two mugs',
  metadata: { cart: '17', till: 'web' },
};
const ORDER = {
  currency: 'EUR',
  items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
  customer: { email: 'ada@example.com' },
  metadata: { cart: '17' },
};

/** Brings the service into every state that an item can rest in, and reads what is stored then. */
export const writeSituations = async (service: Service): Promise<Fixture[]> => {
  const { call, processor, tables, world } = service;

  const fixture = async (
    name: string,
    table: Fixture['table'],
    request: Request,
    isDefinitive: boolean,
  ): Promise<Fixture> => {
    const reply = await call(request);
    const route = table === 'charges' ? 'GET /charges' : 'GET /orders';
    const { json } = await call({ route, query: { idempotencyKey: request.key ?? '' } });
    const item = await storedItem(service, tables[table], json.id);
    const built = table === 'charges' ? buildRequests(paymentOf(item as Charge)) : null;
    return {
      name,
      table,
      request,
      item,
      reply: isDefinitive
        ? { status: reply.status, text: reply.text, location: reply.headers.location ?? null }
        : null,
      stripeRequests: built?.kind === 'built' ? built.requests : null,
    };
  };

  const succeeded = await fixture('charge-succeeded', 'charges', charge('succeeded', CHARGE), true);
  const declinedRequest = charge('declined', { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' });
  const declined = await fixture('charge-declined', 'charges', declinedRequest, true);
  processor.onNextCharge(() => ({ kind: 'unknown', reason: 'no answer' }));
  const open = await fixture('charge-open', 'charges', charge('open', CHARGE), false);
  processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
  const released = await fixture('charge-released', 'charges', charge('released', CHARGE), false);
  const placed = await fixture('order-placed', 'orders', order('placed', ORDER), true);
  const paying = await fixture('order-paying', 'orders', order('paying', ORDER), true);
  processor.onNextCharge(() => ({ kind: 'unknown', reason: 'no answer' }));
  const payingCharge = charge('pays', { ...CHARGE, amount: 2500, orderId: paying.item.id });
  const openForOrder = await fixture('charge-open-for-order', 'charges', payingCharge, false);

  processor.onNextCharge(() => ({ kind: 'unknown', reason: 'no answer' }));
  await call(charge('taken-over', CHARGE));
  for (const key of ['executed-again', 'abandoned']) {
    processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await call(charge(key, CHARGE));
  }
  processor.onNextCharge(() => ({ kind: 'unknown', reason: 'no answer' }));
  const executedAgain = await fixture(
    'charge-executed-again',
    'charges',
    charge('executed-again', CHARGE),
    false,
  );
  world.pass(LEASE_MS);
  processor.onNextCharge(() => ({ kind: 'unknown', reason: 'no answer' }));
  const takenOver = await fixture('charge-taken-over', 'charges', charge('taken-over', CHARGE), false);
  world.pass(SETTLE_AFTER_MS);
  const abandoned = await fixture('charge-abandoned', 'charges', charge('abandoned', CHARGE), true);
  return [
    succeeded,
    declined,
    open,
    released,
    placed,
    { ...paying, item: await storedItem(service, tables.orders, String(paying.item.id)) },
    openForOrder,
    executedAgain,
    takenOver,
    abandoned,
  ];
};
