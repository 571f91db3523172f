import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import { FINGERPRINT_VERSION, type Fingerprinter } from '../../../functions/idempotency/fingerprint.ts';
import { fingerprinter, idFor } from '../../../functions/idempotency/index.ts';
import { placeOrder } from '../../../functions/orders/order.ts';
import { tableKey } from '../../../functions/shared/ids.ts';
import { START_MS } from '../../rig/held-world.ts';

export const TENANT = 'acme';
export type Key = 'a' | 'b';
export const KEYS = ['a', 'b'] as const;

/** Longer than a lease (25 s and 2 s), so that one step of time ends every lease that was running. */
const STEP_MS = 60_000;
export const SETTLE_AFTER_MS = 2 * STEP_MS;
export const DEADLINE_AFTER_MS = 25_000;
const DAY_MS = 25 * 3_600_000;

/**
 * Time as the protocol sees it: 0 young, 1 young with the first leases over, 2 old, … and at last a day later, when
 * every function that was running has been stopped and the processor has forgotten every key.
 */
export type Phase = number;
export const A_DAY_LATER: Phase = 9;
/** Another day later, so that whatever is open is old. */
export const IN_THE_END: Phase = 10;
export const dayOf = (phase: Phase): number => Math.max(0, phase - A_DAY_LATER + 1);
export const timeOf = (phase: Phase): number =>
  START_MS + (dayOf(phase) === 0 ? phase * STEP_MS : dayOf(phase) * DAY_MS);

export const ORDER_ID = 'ord_1';
export const ORDER_PK = tableKey(TENANT, ORDER_ID);
const CHARGE_IDS = { a: idFor(CHARGES_CREATE, TENANT, 'a'), b: idFor(CHARGES_CREATE, TENANT, 'b') };
export const chargeId = (key: Key): string => CHARGE_IDS[key];
export const CHARGE_PKS = KEYS.map((key) => tableKey(TENANT, chargeId(key)));
/** Everything that is stored: the charge of each key, and their order. */
export const STORED_PKS = [...CHARGE_PKS, ORDER_PK];
export const keyOfCharge = (id: string): Key => (id === chargeId('a') ? 'a' : 'b');

const content = {
  currency: 'EUR',
  items: [{ sku: 'book', quantity: 1, unitAmount: 100 }],
  customer: { email: 'a@example.com' },
  metadata: null,
};
export const placedOrder = {
  ...placeOrder(content, { tenant: TENANT, id: ORDER_ID, nowMs: START_MS, requestId: 'r0' }),
  pk: ORDER_PK,
};

export const bodyOf = (withOrder: boolean) => ({
  amount: 100,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  orderId: withOrder ? ORDER_ID : null,
  receiptEmail: null,
  description: null,
  metadata: null,
});

const fingerprint = fingerprinter({
  method: 'POST',
  route: '/charges',
  pathParameters: {},
  body: bodyOf(true),
})(FINGERPRINT_VERSION);

/** The same for every request: taken once, since a search makes a hundred thousand of them. */
export const fingerprintIn: Fingerprinter = (version) =>
  version === FINGERPRINT_VERSION ? fingerprint : undefined;
