import { setTimeout as passed } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Client, clientOf, movesOf, send } from './rig/client.ts';
import { meet } from './rig/meet.ts';
import { charge, chargeOf, placeOrder, readOrder } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { withTiming } from './rig/short-lease.ts';

/** The first whole second after the lease. */
const SETTLE_AFTER_S = 6;

const NOT_MOVED = [{ fault: 'crash-before-effect' }, { fault: 'processor-down' }];
const MOVED = [
  { fault: 'drop-response' },
  { fault: 'crash-after-effect' },
  { fault: 'processor-timeout' },
  { fault: 'slow-processor', ms: 2_000 },
];

const cdkOut = withTiming({ FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: `${SETTLE_AFTER_S}` });
const orders = new Map<string, string>();
let local: LocalPayonce;
let client: Client;
let report: unknown;

const recover = async () => (await send(local.url, { method: 'POST', path: '/local/recovery' })).json;

beforeAll(async () => {
  local = await serve({ cdkOut });
  client = await clientOf(local);
  for (const armed of [...NOT_MOVED, ...MOVED]) {
    const orderId = await placeOrder(client);
    orders.set(armed.fault, orderId);
    const replies = await meet(local, client, armed, [charge(armed.fault, { orderId })]);
    await Promise.all(replies);
  }
  const created = await Promise.all([...orders.keys()].map((key) => chargeOf(client, key)));
  const youngestMs = Math.max(...created.map(({ createdAt }) => Date.parse(createdAt)));
  await passed(youngestMs + SETTLE_AFTER_S * 1000 - Date.now());
  report = await recover();
});

afterAll(() => local?.stop());

describe('a charge whose client never comes back', () => {
  it.each(MOVED)('has succeeded and paid its order after $fault', async ({ fault }) => {
    const { id, status } = await chargeOf(client, fault);

    expect(status).toBe('succeeded');
    expect(await movesOf(local, id)).toEqual(['succeeded']);
    expect(await readOrder(client, orders.get(fault) ?? '')).toMatchObject({ status: 'paid', chargeId: id });
  });

  it.each(NOT_MOVED)('has ended without money after $fault, and its order can be paid', async ({ fault }) => {
    const { id, status, failure } = await chargeOf(client, fault);

    expect([status, failure.code]).toEqual(['failed', 'charge-abandoned']);
    expect(await movesOf(local, id)).not.toContain('succeeded');
    const orderId = orders.get(fault) ?? '';
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'placed', chargeId: null });
    expect((await client(charge(`${fault}-again`, { orderId }))).status).toBe(201);
  });
});

describe('the recovery on this machine', () => {
  it('answers what it did: everything that was due is settled or abandoned', () => {
    // What was released (the processor was down) is abandoned; a charge whose answer was lost had ended by itself.
    expect(report).toMatchObject({ due: 5, settled: 4, abandoned: 1, stillOpen: 0, failed: 0, left: 0 });
  });

  it('is remembered until its next run', async () => {
    const again = await recover();
    const last = (await send(local.url, { path: '/local/recovery' })).json;

    expect(again).toMatchObject({ due: 0, settled: 0 });
    expect(last).toEqual(again);
  });
});
