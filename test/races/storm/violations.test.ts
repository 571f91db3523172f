import { describe, expect, it } from '@jest/globals';
import { CHARGES_CREATE } from '../../../functions/charges/charge.ts';
import { idFor } from '../../../functions/idempotency/index.ts';
import type { Call, Reply } from '../../local/http/rig/client.ts';
import type { Resource } from './books.ts';
import type { Said } from './notebook.ts';
import { type Ending, moneyMovedBetween, violationsOf } from './violations.ts';

const chargeId = idFor(CHARGES_CREATE, 'acme', 'k-1');
const { tenant, ...shown } = {
  tenant: 'acme',
  id: chargeId,
  status: 'succeeded',
  amount: 2500,
  currency: 'EUR',
  orderId: 'ord_1',
};
const charge: Resource = { ...shown, tenant };
const order: Resource = { tenant, id: 'ord_1', status: 'paid', chargeId, total: 2500, currency: 'EUR' };
const entry = {
  id: 'pi_1',
  chargeId,
  amount: 2500,
  currency: 'EUR',
  status: 'succeeded',
  amountRefunded: 0,
  idempotencyKey: 'dev-1',
} as const;

const call: Call = { path: '/charges', key: 'k-1', body: { amount: 2500 } };
const replyOf = (status: number, json: object, headers = {}): Reply => ({
  status,
  headers,
  text: JSON.stringify(json),
  json,
});
const REPLAYED = { 'idempotent-replayed': 'true' };
const said = (reply: Reply, more: Partial<Said> = {}): Said => ({
  tenant,
  call,
  reply,
  isLate: false,
  ...more,
});
const first = said(replyOf(201, shown));
const repeat = said(replyOf(201, shown, REPLAYED), { isLate: true });

/** A storm of one charge for one order. */
const KEPT: Ending = { charges: [charge], orders: [order], ledger: [entry], said: [first, repeat] };

const declined = { ...charge, status: 'failed' };
const placed = { ...order, status: 'placed', chargeId: null };
const otherRequest = { ...call, body: { amount: 1 } };

const BROKEN: readonly [string, Partial<Ending>][] = [
  ['moved money twice', { ledger: [entry, { ...entry, id: 'pi_2' }] }],
  [
    'was paid twice',
    {
      charges: [charge, { ...charge, id: 'ch_2' }],
      ledger: [entry, { ...entry, id: 'pi_2', chargeId: 'ch_2' }],
    },
  ],
  ['moved money and is failed', { charges: [declined], orders: [placed] }],
  ['moved money and is unknown', { charges: [] }],
  ['succeeded and moved no money', { ledger: [] }],
  ['succeeded and moved no money', { ledger: [{ ...entry, status: 'canceled' }] }],
  ['instead of 2500 EUR', { ledger: [{ ...entry, amount: 1 }] }],
  ['is the charge of two tenants', { charges: [charge, { ...charge, tenant: 'globex' }] }],
  ['never ended', { charges: [{ ...charge, status: 'processing' }] }],
  ['is paying for ever', { orders: [{ ...order, status: 'paying' }] }],
  ['is placed, but ch_', { orders: [placed] }],
  ['says that ch_2 paid it', { orders: [{ ...order, chargeId: 'ch_2' }] }],
  ['and was paid with 2500', { orders: [{ ...order, total: 2600 }] }],
  ['got differing replies', { said: [first, said(replyOf(201, { ...shown, x: 1 }, REPLAYED)), repeat] }],
  ['was executed 2 times', { said: [first, { ...first }, repeat] }],
  ['was answered for two requests', { said: [first, { ...repeat, call: otherRequest }] }],
  [
    'for another request: 409, not 422',
    { said: [first, repeat, said(replyOf(409, {}), { call: otherRequest, isLate: true })] },
  ],
  ['has no final reply', { said: [first] }],
  ['has no final reply', { said: [first, said(replyOf(409, { retry: 'same-key' }), { isLate: true })] }],
  ['a mistake of ours', { said: [said(replyOf(500, { code: 'internal-error' })), first, repeat] }],
  ['was answered 402, and money moved', { said: [said(replyOf(402, {}), { isLate: true })] }],
  ['was acknowledged and is missing', { charges: [], ledger: [], orders: [placed] }],
  ['as another charge than there is', { charges: [{ ...charge, orderId: null }], orders: [placed] }],
  [
    'as another charge than there is',
    { said: [said(replyOf(201, { ...shown, status: 'processing' }), { isLate: true })] },
  ],
  [
    'was canceled, is paid',
    { said: [repeat, said(replyOf(204, {}), { call: { method: 'DELETE', path: '/orders/ord_1' } })] },
  ],
  [
    'was replaced, its total is 2500',
    {
      said: [
        repeat,
        said(replyOf(200, { id: 'ord_1', total: 9 }), { call: { method: 'PUT', path: '/orders/ord_1' } }),
      ],
    },
  ],
];

describe('looking at the end of a storm', () => {
  it('finds nothing when every promise was kept', () => {
    expect(violationsOf(KEPT)).toEqual([]);
    expect(moneyMovedBetween([entry], [entry])).toEqual([]);
  });

  it.each(BROKEN)('says: … %s …', (violation, broken) => {
    expect(violationsOf({ ...KEPT, ...broken }).join('\n')).toContain(violation);
  });

  it('finds money that the recovery moved', () => {
    expect(moneyMovedBetween([], [entry])).toEqual([`${chargeId} moved money by the recovery`]);
  });
});
