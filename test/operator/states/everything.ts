import { failLate } from '../../../functions/refunds/fail-late.ts';
import type { Refund } from '../../../functions/refunds/refund.ts';
import { redactAll } from '../../../operator/redact/redact-all.ts';
import { noAnswer, notStarted, refund, refusedBy } from '../../refunds/refunding.ts';
import type { Request } from '../../rig/invoke.ts';
import { runRecovery } from '../../rig/run-recovery.ts';
import { CHARGE, charge, LEASE_MS, ORDER, order, SETTLE_AFTER_MS, startService } from '../../rig/service.ts';
import { storedItem } from '../../rig/stored.ts';
import { watchedClient } from './watched-client.ts';

/** The production handlers on the real engine, watched. */
export const startWatched = async () => {
  const service = await startService();
  const { documentClient, seen } = watchedClient(service.engine, service.world.clock);
  const call = service.instance({ documentClient });
  const recoverNow = () => runRecovery(service, { documentClient });
  return { ...service, documentClient, seen, call: (request: Request) => call(request), recoverNow };
};

export type Watched = Awaited<ReturnType<typeof startWatched>>;

const DECLINED = { ...CHARGE, paymentMethod: 'pm_card_chargeDeclined' };
const unknown = { kind: 'unknown', reason: 'time-out' } as const;

/** One way for an item to go. */
type Way = (watched: Watched) => Promise<void>;

const CHARGE_WAYS: Readonly<Record<string, Way>> = {
  'a charge that succeeds, one that is declined': async ({ call }) => {
    await call(charge('ok'));
    await call(charge('no', DECLINED));
  },
  'one that is taken over': async ({ call, processor, world }) => {
    processor.onNextCharge(() => unknown);
    await call(charge('taken'));
    world.pass(LEASE_MS);
    await call(charge('taken'));
  },
  'one that the recovery settles': async ({ call, processor, world, recoverNow }) => {
    processor.onNextCharge(() => unknown);
    await call(charge('settled'));
    world.pass(SETTLE_AFTER_MS);
    await recoverNow();
  },
  'one that is released, executed again, released and abandoned': async (watched) => {
    const { call, processor, world, recoverNow } = watched;
    for (const _ of [1, 2]) {
      processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
      await call(charge('released'));
    }
    world.pass(SETTLE_AFTER_MS);
    await recoverNow();
  },
};

const REFUND_WAYS: Readonly<Record<string, Way>> = {
  'a refund that succeeds and fails late': async ({ call, documentClient, tables, world, ...service }) => {
    const { json: paid } = await call(charge('late'));
    const { json: back } = await call(refund(paid.id, 'late', { amount: 100 }));
    const item = await storedItem(service, tables.charges, back.id);
    await failLate(documentClient, tables.charges, item as unknown as Refund, world.clock());
  },
  'one that is refused, one that is released, executed again, released and abandoned': async (watched) => {
    const { call, processor, world, recoverNow } = watched;
    const { json: paid } = await call(charge('refused'));
    processor.onNextRefund(() => refusedBy(true));
    await call(refund(paid.id, 'refused', { amount: 100 }));
    for (const _ of [1, 2]) {
      processor.onNextRefund(() => notStarted);
      await call(refund(paid.id, 'released', { amount: 100 }));
    }
    world.pass(SETTLE_AFTER_MS);
    await recoverNow();
  },
  'one that is taken over, one that the recovery resumes': async ({ call, processor, world, recoverNow }) => {
    const { json: paid } = await call(charge('slow'));
    processor.onNextRefund(() => noAnswer);
    await call(refund(paid.id, 'taken', { amount: 100 }));
    world.pass(LEASE_MS);
    await call(refund(paid.id, 'taken', { amount: 100 }));
    processor.onNextRefund(() => noAnswer);
    await call(refund(paid.id, 'resumed', { amount: 100 }));
    world.pass(SETTLE_AFTER_MS);
    await recoverNow();
  },
};

const ORDER_WAYS: Readonly<Record<string, Way>> = {
  'an order that is replaced, declined, released and paid': async ({
    call,
    processor,
    recoverNow,
    world,
  }) => {
    const { json: placed } = await call(order('o'));
    const path = { id: placed.id };
    await call({ route: 'PUT /orders/{id}', path, body: { ...ORDER, metadata: { a: 'b' } } });
    const body = { ...CHARGE, amount: 2500, orderId: placed.id };
    await call(charge('o-no', { ...body, paymentMethod: 'pm_card_chargeDeclined' }));
    processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await call(charge('o-released', body));
    await call(charge('o-ok', body));
    world.pass(SETTLE_AFTER_MS);
    await recoverNow();
  },
  'one that stays placed, one that is canceled, and everybody redacted': async ({ call, ...watched }) => {
    await call(order('placed'));
    const { json: canceled } = await call(order('canceled'));
    await call({ route: 'DELETE /orders/{id}', path: { id: canceled.id } });
    const { json: paid } = await call(order('paid'));
    await call(charge('paid', { ...CHARGE, amount: 2500, orderId: paid.id }));
    await call(charge('person', { ...CHARGE, receiptEmail: ORDER.customer.email }));
    await call(charge('person-no', { ...DECLINED, receiptEmail: ORDER.customer.email }));
    const subject = { kind: 'email', email: ORDER.customer.email } as const;
    await redactAll({ ...watched, isDryRun: false }, { tenant: 'acme', subject }, () => undefined);
  },
};

/** Every arrow that we know of is taken by one of these. */
export const WAYS = { ...CHARGE_WAYS, ...REFUND_WAYS, ...ORDER_WAYS };
