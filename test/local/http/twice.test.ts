import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Client, clientOf, ledgerOf, type Reply } from './rig/client.ts';
import { expectProblem } from './rig/expectations.ts';
import { charge, ORDER, placeOrder } from './rig/requests.ts';
import { serve, storedByRequests, storedItems } from './rig/server.ts';

const LARGER = { ...ORDER, items: [{ sku: 'mug', quantity: 3, unitAmount: 1250 }] };

let local: LocalPayonce;
let client: Client;

beforeAll(async () => {
  local = await serve();
  client = await clientOf(local);
});
afterAll(() => local?.stop());

/** Everything but the one member of a problem that names the occurrence. */
const shown = ({ status, text, headers }: Reply) => ({
  status,
  text: text.replace(/"instance":"[^"]*"/, ''),
  etag: headers.etag,
});

/** Sends it twice: the second time nothing changes, neither the reply nor what is stored. */
const twice = async (call: Parameters<Client>[0]): Promise<Reply> => {
  const first = await client(call);
  const before = await storedByRequests(local);
  expect(shown(await client(call))).toEqual(shown(first));
  expect(await storedByRequests(local)).toEqual(before);
  return first;
};

describe('an order, read, replaced and canceled', () => {
  it('twice is the same as once, and an outdated If-Match stops a change', async () => {
    const path = `/orders/${await placeOrder(client)}`;
    const placed = await twice({ path });
    expect(placed.headers.etag).toMatch(/^"[\w-]+"$/);

    const ifMatch = (reply: Reply) => ({ 'if-match': reply.headers.etag ?? '' });
    const replacement = { method: 'PUT', path, body: LARGER, headers: ifMatch(placed) };
    const replaced = await twice(replacement);
    expect([replaced.status, replaced.json.total]).toEqual([200, 3750]);
    expect(shown(await twice({ path }))).toEqual(shown(replaced));
    expect(replaced.headers.etag).not.toBe(placed.headers.etag);

    expectProblem(await twice({ ...replacement, body: ORDER }), 412, 'precondition-failed', 'never');
    const outdated = { method: 'DELETE', path, headers: ifMatch(placed) };
    expectProblem(await twice(outdated), 412, 'precondition-failed', 'never');

    const canceled = await twice({ method: 'DELETE', path, headers: ifMatch(replaced) });
    expect(shown(canceled)).toEqual({ status: 204, text: '', etag: undefined });
    expect((await twice({ path })).json.status).toBe('canceled');
    expectProblem(await twice(replacement), 409, 'order-not-editable', 'never');
  });

  it('ignores a key, also one that was used', async () => {
    const path = `/orders/${await placeOrder(client)}`;
    for (const body of [LARGER, ORDER]) {
      const { status, json } = await client({ method: 'PUT', path, key: 'ignored', body });
      expect([status, json.items]).toEqual([200, body.items]);
    }
  });

  it('that is paid stays as it is', async () => {
    const orderId = await placeOrder(client);
    const path = `/orders/${orderId}`;
    await client(charge('paying', { orderId }));
    expectProblem(await twice({ method: 'DELETE', path }), 409, 'order-already-paid', 'never');
    expectProblem(await twice({ method: 'PUT', path, body: LARGER }), 409, 'order-already-paid', 'never');
    expect((await twice({ path })).json).toMatchObject({ status: 'paid', total: 2500 });
  });
});

describe('a charge', () => {
  it('read twice is the same, by its id and by its key', async () => {
    const { json, headers } = await client(charge('read'));
    const byId = await twice({ path: headers.location ?? '' });
    const byKey = await twice({ path: '/charges?idempotencyKey=read' });
    expect(shown(byKey)).toEqual(shown(byId));
    expect(byId.json).toEqual(json);
  });
});

describe('the data of this machine, deleted', () => {
  it('twice is gone as after once: tables and the books of the processor', async () => {
    await client(charge('deleted'));
    for (const _ of 'ab') {
      expect((await client({ method: 'DELETE', path: '/local/data' })).status).toBe(204);
      expect([await storedItems(local), await ledgerOf(local)]).toEqual([[], []]);
    }
    expect((await client({ path: '/charges' })).json).toEqual({ data: [], nextCursor: null });
  });
});
