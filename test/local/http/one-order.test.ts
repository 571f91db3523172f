import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { arm, type Call, type Client, clientOf, ledgerOf, type Reply } from './rig/client.ts';
import { expectProblem, expectReplays } from './rig/expectations.ts';
import { insist } from './rig/patience.ts';
import { charge, chargeOf, DECLINING, placeOrder, readOrder } from './rig/requests.ts';
import { serve } from './rig/server.ts';

const KEYS = 50;

let local: LocalPayonce;
let client: Client;
let orderId: string;

beforeAll(async () => {
  local = await serve();
  client = await clientOf(local);
});
beforeEach(async () => {
  await client({ method: 'DELETE', path: '/local/data' });
  orderId = await placeOrder(client);
});
afterAll(() => local?.stop());

/** A charge of the order under each of fifty keys, as fifty open tabs would send it. */
const callsBy = (paymentMethod: (tab: number) => string): Call[] =>
  Array.from({ length: KEYS }, (_, tab) =>
    charge(`tab-${tab}`, { orderId, paymentMethod: paymentMethod(tab) }),
  );

const refusedFor = (reply: Reply, chargeId: string): void => {
  if (reply.json.code === 'order-payment-in-progress')
    expectProblem(reply, 409, 'order-payment-in-progress', 'same-key');
  else expectProblem(reply, 409, 'order-already-paid', 'never');
  expect(reply.json.chargeId).toBe(chargeId);
};

const statusesOf = async (): Promise<string[]> => (await ledgerOf(local)).map(({ status }) => status);

describe('fifty keys on one order', () => {
  it('pay it once; the others are told which charge does', async () => {
    await arm(local, { fault: 'slow-processor', times: KEYS, ms: 1_000 });
    const calls = callsBy(() => 'pm_card_visa');

    const replies = await Promise.all(calls.map((call) => client(call)));

    const winner = replies.findIndex(({ status }) => status === 201);
    const paid = replies[winner];
    if (paid === undefined) throw new Error(`nobody paid: ${replies[0]?.text}`);
    const others = replies.filter((reply) => reply !== paid);
    for (const reply of others) refusedFor(reply, paid.json.id);
    expect(others.map(({ json }) => json.code)).toContain('order-payment-in-progress');
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'paid', chargeId: paid.json.id });
    expect(await statusesOf()).toEqual(['succeeded']);
    const [call] = calls.slice(winner);
    if (call) await expectReplays(client, call, paid);
  });

  it('leave nothing behind for those that did not pay, and tell them that it is paid', async () => {
    const calls = callsBy(() => 'pm_card_visa');
    const ends = (await Promise.all(calls.map((call) => insist(client, call)))).map((all) => all.at(-1));

    const paid = ends.find((reply) => reply?.status === 201);
    for (const end of ends) if (end && end !== paid) expectProblem(end, 409, 'order-already-paid', 'never');
    expect((await client({ path: '/charges' })).json.data).toEqual([paid?.json]);
    const unpaid = calls[ends.findIndex((reply) => reply !== paid)];
    expect((await chargeOf(client, unpaid?.key ?? '')).code).toBe('not-found');
  });

  it('pay it once though every other card is declined, however the two kinds meet', async () => {
    const calls = callsBy((tab) => (tab % 2 === 0 ? DECLINING : 'pm_card_visa'));
    const ends = (await Promise.all(calls.map((call) => insist(client, call)))).map((all) => all.at(-1));

    const paid = ends.filter((reply) => reply?.status === 201);
    expect(paid).toHaveLength(1);
    expect((await statusesOf()).filter((status) => status !== 'failed')).toEqual(['succeeded']);
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'paid', chargeId: paid[0]?.json.id });
    const codes = new Set(ends.filter((reply) => reply?.status !== 201).map((reply) => reply?.json.code));
    expect([...codes].filter((code) => code !== 'card-declined')).toEqual(['order-already-paid']);
  });
});

describe('an order whose payment was declined', () => {
  it('is placed again and can be paid under another key', async () => {
    const declining = charge('declined', { orderId, paymentMethod: DECLINING });
    const declined = await client(declining);
    expectProblem(declined, 402, 'card-declined', 'new-key');
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'placed', chargeId: null });

    const paid = await client(charge('paying', { orderId }));
    expect(paid.status).toBe(201);
    expect(await readOrder(client, orderId)).toMatchObject({ status: 'paid', chargeId: paid.json.id });
    await expectReplays(client, declining, declined);
    expect(await statusesOf()).toEqual(['failed', 'succeeded']);
  });
});
