import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalEvent } from '../../../local/events/event.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { arm, type Client, clientOf, send } from './rig/client.ts';
import { type EventListener, listenTo } from './rig/event-listener.ts';
import { attempt, insist } from './rig/patience.ts';
import { charge, DECLINING } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

const cdkOut = withTiming(SHORT);
let local: LocalPayonce;
beforeAll(async () => {
  local = await serve({ cdkOut });
});
afterAll(() => local?.stop());

let tenants = 0;

/** A tenant of its own, somebody who listens to it, and its program. */
const newTenant = async (): Promise<{ tenant: string; listener: EventListener; client: Client }> => {
  tenants += 1;
  const tenant = `tenant-${tenants}`;
  return { tenant, listener: await listenTo(local, tenant), client: await clientOf(local, tenant) };
};

/** What an event says in a few words. */
const inWords = (event: LocalEvent): string => {
  switch (event.kind) {
    case 'request':
      return `request ${event.operation}`;
    case 'fault':
      return `fault ${event.fault}`;
    case 'answer':
      return `answer ${event.status}${event.code ? ` ${event.code}` : ''}${event.replayed ? ' replayed' : ''}`;
    case 'record':
      return `record ${event.state} ${event.attempt} ${event.status} ${event.response?.status ?? '-'}`;
    case 'money':
      return `money ${event.amount} ${event.currency} ${event.status}`;
  }
};

/** Everything up to so many answers. */
const story = async (listener: EventListener, answers: number): Promise<string[]> => {
  await listener.hears(answers, 'answer');
  return listener.heard.map(inWords);
};

const CHARGED = [
  'request charges.create',
  'record in-progress 1 processing -',
  'money 2500 EUR succeeded',
  'record completed 1 succeeded 201',
];

describe('whoever listens to a tenant', () => {
  it('is told first what time it is and how long things take', async () => {
    const beforeMs = Date.now();
    const { listener } = await newTenant();
    expect(listener.hello).toEqual({
      nowMs: expect.any(Number),
      functionTimeoutS: 3,
      settleAfterS: 300,
      processor: 'local Stripe',
    });
    expect(listener.hello.nowMs).toBeGreaterThanOrEqual(beforeMs);
    listener.leave();
  });

  it('hears of a charge and its replay as they happen, with all that belongs to them', async () => {
    const { listener, client } = await newTenant();
    const first = await client(charge('once'));
    await client(charge('once'));
    expect(await story(listener, 2)).toEqual([
      ...CHARGED,
      'answer 201',
      'request charges.create',
      'answer 201 replayed',
    ]);

    const requestId = first.headers['apigw-requestid'];
    const chargeId = first.json.id;
    const [request, claimed, money, completed, answer] = listener.heard;
    const ofRequest = { requestId, lane: 'with-key', atMs: expect.any(Number) };
    expect(request).toEqual({ ...ofRequest, kind: 'request', operation: 'charges.create' });
    expect(claimed).toMatchObject({
      kind: 'record',
      chargeId,
      state: 'in-progress',
      attempt: 1,
      owner: expect.stringMatching(/^[0-9a-f]{8}$/),
      leaseExpiresAtMs: expect.any(Number),
      status: 'processing',
      response: null,
      atMs: Date.parse(first.json.createdAt),
    });
    expect(money).toEqual({
      kind: 'money',
      lane: 'with-key',
      paymentId: local.stripe?.ledger(`tenant-${tenants}`)[0]?.id,
      chargeId,
      amount: 2500,
      currency: 'EUR',
      status: 'succeeded',
      atMs: expect.any(Number),
    });
    expect(completed).toMatchObject({
      leaseExpiresAtMs: null,
      response: { status: 201 },
      atMs: Date.parse(first.json.updatedAt),
    });
    expect(answer).toEqual({
      ...ofRequest,
      kind: 'answer',
      status: 201,
      code: null,
      replayed: false,
      tookMs: expect.any(Number),
    });
    const times = listener.heard.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    listener.leave();
  });

  it('hears of an answer that is lost, and of the one that the retry gets', async () => {
    const { listener, client } = await newTenant();
    await arm(local, { fault: 'drop-response' });
    await attempt(client, charge('lost'));
    await client(charge('lost'));
    const [request, ...others] = CHARGED;
    expect(await story(listener, 2)).toEqual([
      request,
      'fault drop-response',
      ...others,
      'answer null',
      'request charges.create',
      'answer 201 replayed',
    ]);
    listener.leave();
  });

  it('hears of a crash after the money has moved, of the wait, and of the takeover that moves nothing', async () => {
    const { listener, client } = await newTenant();
    await arm(local, { fault: 'crash-after-effect' });
    const first = await attempt(client, charge('crashed'));
    const replies = await insist(client, charge('crashed'), { reply: first });
    const waits = replies.length - 1;
    const told = await story(listener, 1 + replies.length);

    expect(waits).toBeGreaterThan(0);
    const waited = ['request charges.create', 'answer 409 request-in-progress'];
    expect(told).toEqual([
      'request charges.create',
      'fault crash-after-effect',
      'record in-progress 1 processing -',
      'money 2500 EUR succeeded',
      'answer 500',
      ...Array.from({ length: waits }, () => waited).flat(),
      'request charges.create',
      'record in-progress 2 processing -',
      'record completed 2 succeeded 201',
      'answer 201',
    ]);
    const [claim, takeover] = await listener.hears(3, 'record');
    expect(takeover?.owner).not.toBe(claim?.owner);
    expect(takeover?.leaseExpiresAtMs).toBeGreaterThan(claim?.leaseExpiresAtMs ?? 0);
    listener.leave();
  });

  it('hears of a charge that never began, of one that is declined, and of a key that is used anew', async () => {
    const { listener, client } = await newTenant();
    await arm(local, { fault: 'processor-down' });
    await client(charge('not-begun'));
    await client(charge('declined', { paymentMethod: DECLINING }));
    await client(charge('declined', { amount: 3 }));
    expect(await story(listener, 3)).toEqual([
      'request charges.create',
      'fault processor-down',
      'record in-progress 1 processing -',
      'record released 1 processing -',
      'answer 503 unavailable',
      'request charges.create',
      'record in-progress 1 processing -',
      'money 2500 EUR failed',
      'record completed 1 failed 402',
      'answer 402 card-declined',
      'request charges.create',
      'answer 422 idempotency-key-reused',
    ]);
    listener.leave();
  });

  it('and comes in the middle is told the records as they stand', async () => {
    const { tenant, listener, client } = await newTenant();
    await client(charge('before'));
    const told = (await listener.hears(2, 'record')).at(-1);
    const late = await listenTo(local, tenant);
    await late.hears(1, 'record');
    expect(late.heard).toEqual([told]);
    for (const each of [listener, late]) each.leave();
  });

  it('hears nothing of another tenant, and goes on when all data is deleted', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    await one.client(charge('mine'));
    await other.client(charge('mine'));
    await send(local.url, { method: 'DELETE', path: '/local/data' });
    await one.client(charge('mine'));
    expect(await story(one.listener, 2)).toEqual([...CHARGED, 'answer 201', ...CHARGED, 'answer 201']);
    expect(await story(other.listener, 1)).toEqual([...CHARGED, 'answer 201']);
    for (const { listener } of [one, other]) listener.leave();
  });

  it('hears of a storm in which every cause comes before its effect', async () => {
    const { listener, client } = await newTenant();
    const keys = Array.from({ length: 20 }, (_, index) => `storm-${index}`);
    const replies = await Promise.all(keys.map((key) => client(charge(key))));
    await listener.hears(20, 'answer');
    for (const { json, headers } of replies) {
      const own = listener.heard.filter(
        (event) =>
          ('chargeId' in event && event.chargeId === json.id) ||
          ('requestId' in event && event.requestId === headers['apigw-requestid']),
      );
      expect(own.map(inWords)).toEqual([...CHARGED, 'answer 201']);
    }
    listener.leave();
  });
});

describe('a call for events', () => {
  it.each(['', '?tenant=', '?tenant=a%20b'])('without a proper tenant (%s) is refused', async (query) => {
    const { status, json } = await send(local.url, { path: `/local/events${query}` });
    expect([status, json.message]).toEqual([400, expect.stringContaining('A tenant is')]);
  });

  it('from a page of another site is refused', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await send(local.url, { path: '/local/events?tenant=acme', headers })).status).toBe(403);
  });
});

it('a server that stops ends what is listened to, in under two seconds', async () => {
  const stopping = await serve({ cdkOut });
  const listener = await listenTo(stopping, 'acme');
  const stoppedAtMs = Date.now();
  await stopping.stop();
  expect(Date.now() - stoppedAtMs).toBeLessThan(2000);
  expect(await listener.ended).toBe('ended');
});
