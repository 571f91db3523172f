import { failLate } from '../../../functions/refunds/fail-late.ts';
import type { Refund } from '../../../functions/refunds/refund.ts';
import { noAnswer, notStarted, refund, refusedBy } from '../../refunds/refunding.ts';
import type { LedgerProcessor } from '../../rig/ledger-processor.ts';
import { CHARGE, charge, ORDER, order, SETTLE_AFTER_MS } from '../../rig/service.ts';
import { storedItems } from '../../rig/stored.ts';
import type { Watched } from './everything.ts';

type ChargeScript = Parameters<LedgerProcessor['onNextCharge']>[0];
type RefundScript = Parameters<LedgerProcessor['onNextRefund']>[0];

/** Mulberry32: the same seed, the same walk. */
const randomOf = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Anybody does anything, in any order: what nobody thought of shows here. */
export const walk = async (watched: Watched, seed: number, steps: number): Promise<void> => {
  const { call, processor, world, recoverNow, documentClient, tables } = watched;
  const random = randomOf(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const orderIds = (await Promise.all(['a', 'b'].map((key) => call(order(key))))).map(({ json }) => json.id);

  const pay = async () => {
    const orderId = pick([...orderIds, null]);
    processor.onNextCharge(
      pick<ChargeScript>([
        (_, settle) => settle(),
        () => ({ kind: 'unknown', reason: '?' }),
        () => ({ kind: 'not-started', reason: '?' }),
      ]),
    );
    const paymentMethod = pick(['pm_card_visa', 'pm_card_chargeDeclined']);
    await call(
      charge(pick(['1', '2', '3', '4']) + orderId, { ...CHARGE, amount: 2500, orderId, paymentMethod }),
    );
  };
  const giveBack = async () => {
    const charges = (await storedItems(watched)).filter(({ id }) => String(id).startsWith('ch_'));
    processor.onNextRefund(
      pick<RefundScript>([
        (_, give) => give(),
        () => noAnswer,
        () => notStarted,
        () => refusedBy(random() < 0.5),
      ]),
    );
    if (charges.length > 0) await call(refund(String(pick(charges).id), pick(['r', 's']), { amount: 500 }));
  };
  const returnMoney = async () => {
    const refunds = (await storedItems(watched)).filter(({ id }) => String(id).startsWith('re_'));
    if (refunds.length > 0)
      await failLate(documentClient, tables.charges, pick(refunds) as unknown as Refund, world.clock());
  };
  const path = () => ({ id: pick(orderIds) });
  const put = () =>
    call({ route: 'PUT /orders/{id}', path: path(), body: { ...ORDER, metadata: { n: pick(['1', '2']) } } });
  const cancel = () => call({ route: 'DELETE /orders/{id}', path: path() });
  const placeNew = async () => {
    orderIds.push((await call(order(pick(['c', 'd', 'e'])))).json.id);
  };
  const wait = async () => world.pass(pick([1_000, 30_000, SETTLE_AFTER_MS]));

  const deeds = [
    pay,
    pay,
    pay,
    giveBack,
    giveBack,
    returnMoney,
    put,
    cancel,
    placeNew,
    wait,
    wait,
    recoverNow,
  ];
  for (let step = 0; step < steps; step += 1) await pick<() => Promise<unknown>>(deeds)();
};
