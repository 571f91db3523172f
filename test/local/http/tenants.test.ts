import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Call, type Client, clientOf, ledgerOf, movesOf, type Reply } from './rig/client.ts';
import { expectProblem, expectReplays } from './rig/expectations.ts';
import { charge, ORDER, order } from './rig/requests.ts';
import { serve, storedByRequests } from './rig/server.ts';

let local: LocalPayonce;
let acme: Client;
let other: Client;
let acmesOrder: Reply;
let acmesCharge: Reply;

beforeAll(async () => {
  local = await serve();
  acme = await clientOf(local, 'acme');
  other = await clientOf(local, 'other');
  acmesOrder = await acme(order('same-order'));
  acmesCharge = await acme(charge('same'));
});
afterAll(() => local?.stop());

const FOREIGN: Readonly<Record<string, (orderId: string, chargeId: string) => Call>> = {
  charge: (_, chargeId) => ({ path: `/charges/${chargeId}` }),
  order: (orderId) => ({ path: `/orders/${orderId}` }),
  'order, to replace it': (orderId) => ({ method: 'PUT', path: `/orders/${orderId}`, body: ORDER }),
  'order, to cancel it': (orderId) => ({ method: 'DELETE', path: `/orders/${orderId}` }),
  'order, to pay it': (orderId) => charge('theirs', { orderId }),
  'key of a charge': () => ({ path: '/charges?idempotencyKey=same' }),
  'key of an order': () => ({ path: '/orders?idempotencyKey=same-order' }),
};

describe('for a tenant there is no', () => {
  it.each(Object.entries(FOREIGN))("other tenant's %s", async (_, toCall) => {
    const before = [await storedByRequests(local), await ledgerOf(local)];
    const call = toCall(acmesOrder.json.id, acmesCharge.json.id);
    expectProblem(await other(call), 404, 'not-found', 'never');
    expect([await storedByRequests(local), await ledgerOf(local)]).toEqual(before);
    expect((await acme(call)).status).not.toBe(404);
  });

  it.each(['/charges', '/orders'])("other tenant's entry in the list of %s", async (path) => {
    const third = await clientOf(local, 'third');
    expect((await third({ path })).json).toEqual({ data: [], nextCursor: null });
  });
});

describe("another tenant's same key", () => {
  it('charges on its own, and each is told of its own charge ever after', async () => {
    const theirs = await other(charge('same'));
    expect([theirs.status, theirs.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect(theirs.json.id).not.toBe(acmesCharge.json.id);
    for (const { json } of [theirs, acmesCharge])
      expect(await movesOf(local, json.id)).toEqual(['succeeded']);
    await expectReplays(acme, charge('same'), acmesCharge);
    await expectReplays(other, charge('same'), theirs);
  });

  it('may stand for another request', async () => {
    const theirs = await other(charge('same-order', { amount: 100 }));
    const mine = await acme(charge('same-order', { amount: 200 }));
    expect([theirs.json.amount, mine.json.amount]).toEqual([100, 200]);
  });
});
