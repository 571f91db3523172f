import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULTS } from '../../../local/faults/fault.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import type { LedgerEntry } from '../../../local/stripe/index.ts';
import { arm, type Call, type Client, clientOf, send } from './rig/client.ts';
import { listenTo } from './rig/event-listener.ts';
import { expectProblem } from './rig/expectations.ts';
import { attempt } from './rig/patience.ts';
import { CHARGE, charge, DECLINING } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { SHORT, withTiming } from './rig/short-lease.ts';

const OPERATION = 'local.charge-without-key';

/** With the same key always: it makes no difference. */
const chargeWithoutKey = (more: object = {}): Call => ({
  ...charge('always-the-same', more),
  path: '/local/without-key/charges',
});

const cdkOut = withTiming(SHORT);
let local: LocalPayonce;
beforeAll(async () => {
  local = await serve({ cdkOut });
});
afterAll(() => local?.stop());

let tenants = 0;
const newTenant = async (): Promise<{ tenant: string; client: Client }> => {
  tenants += 1;
  const tenant = `tenant-${tenants}`;
  return { tenant, client: await clientOf(local, tenant) };
};

const booksOf = async (tenant: string): Promise<LedgerEntry[]> =>
  (await send(local.url, { path: `/local/processor?tenant=${tenant}` })).json;
const moved = async (tenant: string): Promise<string[]> =>
  (await booksOf(tenant)).map(({ status }) => status);

describe('the endpoint without a key', () => {
  it('answers as the API does, and the books tell its charges apart', async () => {
    const { tenant, client } = await newTenant();
    const withKey = await client(charge('with-key'));
    const { status, json } = await client(chargeWithoutKey());
    expect(status).toBe(201);
    expect(Object.keys(json)).toEqual(Object.keys(withKey.json));
    expect(json).toMatchObject({ ...CHARGE, object: 'charge', status: 'succeeded', failure: null });
    expect(json.id).toMatch(/^without-key-[0-9a-f-]{36}$/);
    expect(await booksOf(tenant)).toMatchObject([
      { chargeId: withKey.json.id, amount: 2500 },
      { chargeId: json.id, amount: 2500, currency: 'EUR', status: 'succeeded' },
    ]);
    expect(await moved('somebody-else')).toEqual([]);
  });

  it('declines as the API does', async () => {
    const { tenant, client } = await newTenant();
    const reply = await client(chargeWithoutKey({ paymentMethod: DECLINING }));
    expectProblem(reply, 402, 'card-declined', 'new-key');
    expect(reply.json.failure).toEqual({ code: 'generic-decline', message: 'The card was declined.' });
    expect(await moved(tenant)).toEqual(['failed']);
  });

  it('charges twice when it is tapped twice', async () => {
    const { tenant, client } = await newTenant();
    const replies = await Promise.all([client(chargeWithoutKey()), client(chargeWithoutKey())]);
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect(await moved(tenant)).toEqual(['succeeded', 'succeeded']);
  });

  it('is heard of in its own lane', async () => {
    const { tenant, client } = await newTenant();
    const listener = await listenTo(local, tenant);
    await arm(local, { fault: 'drop-response', operation: OPERATION });
    await attempt(client, chargeWithoutKey());
    await listener.hears(1, 'answer');
    const ofRequest = { lane: 'without-key' };
    expect(listener.heard).toEqual([
      expect.objectContaining({ ...ofRequest, kind: 'request', operation: OPERATION }),
      expect.objectContaining({ ...ofRequest, kind: 'fault', fault: 'drop-response' }),
      expect.objectContaining({ ...ofRequest, kind: 'money', status: 'succeeded', amount: 2500 }),
      expect.objectContaining({ ...ofRequest, kind: 'answer', status: null }),
    ]);
    listener.leave();
  });
});

/** What a client that meets a fault is told first, and what has moved by the time that it has tried again. */
const STORIES = {
  'drop-response': { first: undefined, moves: 2 },
  'crash-before-effect': { first: 500, moves: 1 },
  'crash-after-effect': { first: 500, moves: 2 },
  'processor-timeout': { first: 500, moves: 2 },
  'processor-down': { first: 500, moves: 1 },
  'slow-processor': { first: 201, moves: 2 },
} as const satisfies Record<(typeof FAULTS)[number], object>;

describe('a client without a key that meets a fault and tries again', () => {
  it.each(FAULTS)('%s: pays as often as the money has moved', async (fault) => {
    const { tenant, client } = await newTenant();
    await arm(local, { fault, operation: OPERATION, ...(fault === 'slow-processor' && { ms: 50 }) });
    const first = await attempt(client, chargeWithoutKey());
    expect(first?.status).toBe(STORIES[fault].first);
    expect((await client(chargeWithoutKey())).status).toBe(201);
    expect(await moved(tenant)).toEqual(Array(STORIES[fault].moves).fill('succeeded'));
  });
});

describe('the endpoint without a key refuses', () => {
  it('whoever has no token, or one that may only read', async () => {
    const reader = await clientOf(local, 'reader', ['charges:read']);
    expect((await send(local.url, chargeWithoutKey())).status).toBe(401);
    expect((await reader(chargeWithoutKey())).status).toBe(403);
    expect(await moved('reader')).toEqual([]);
  });

  it.each([
    ['an amount that is none', JSON.stringify({ ...CHARGE, amount: 'all' }), 'validation-failed'],
    ['no JSON', 'amount=1', 'malformed-json'],
  ])('a body with %s', async (_, body, code) => {
    const { tenant, client } = await newTenant();
    const reply = await client({ ...chargeWithoutKey(), body });
    expectProblem(reply, 400, code, 'never');
    expect(await moved(tenant)).toEqual([]);
  });

  it('pages of other sites', async () => {
    const { client } = await newTenant();
    const reply = await client({ ...chargeWithoutKey(), headers: { origin: 'https://evil.example' } });
    expect(reply.status).toBe(403);
  });

  it('to charge the real Stripe, and has no faults there', async () => {
    const real = await serve({ cdkOut, stripeTestKey: 'sk_test_never_used' });
    try {
      const client = await clientOf(real);
      const reply = await client(chargeWithoutKey());
      expect([reply.status, reply.json.message]).toEqual([409, expect.stringContaining('STRIPE_SECRET_KEY')]);
      await expect(arm(real, { fault: 'drop-response', operation: OPERATION })).rejects.toThrow(
        'There is no operation',
      );
    } finally {
      await real.stop();
    }
  });
});

it('is in no template', () => {
  const { routes, functions } = local.template;
  expect(JSON.stringify([routes, functions])).not.toContain('without-key');
});
