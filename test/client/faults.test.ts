import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientOptions, createClient, intent, OutcomeUnknown, type Waiting } from '@payonce/client';
import type { LocalPayonce } from '../../local/local-payonce.ts';
import { arm, type Client, clientOf, movesOf } from '../local/http/rig/client.ts';
import { eventually } from '../local/http/rig/patience.ts';
import { CHARGE, chargeOf, DECLINING } from '../local/http/rig/requests.ts';
import { serve } from '../local/http/rig/server.ts';
import { SHORT, withTiming } from '../local/http/rig/short-lease.ts';
import { errorOf } from './rig/error-of.ts';
import { tabs } from './rig/storage.ts';

type Fetch = NonNullable<ClientOptions['fetch']>;

/** A machine that is busy takes longer for a dozen processes at once. */
const PATIENCE_MS = 60_000;

const cdkOut = withTiming(SHORT);
let local: LocalPayonce;
let token: string;
let onlooker: Client;

beforeAll(async () => {
  local = await serve({ cdkOut });
  token = (await local.issuer.issueToken('acme')).token;
  onlooker = await clientOf(local);
});
afterAll(() => local?.stop());

const payonce = (options: Partial<ClientOptions> = {}) =>
  createClient({ baseUrl: local.url, token, ...options });

const isBegun = async (key: string) => 'object' in (await chargeOf(onlooker, key));
const untilBegun = (key: string) => eventually(() => isBegun(key), 'the charge has begun');

/** Lets the first attempt through and holds the others, so that they do not meet a fault that is meant for another call. */
const heldAfterFirst = (goOn: Promise<void>): Fetch => {
  let isFirst = true;
  return async (url, init) => {
    if (!isFirst) await goOn;
    isFirst = false;
    return fetch(url, init);
  };
};

const HAZARDS = [
  // Everything happens and the socket is closed.
  { fault: 'drop-response', because: 'no-answer', replayed: true },
  { fault: 'processor-timeout', because: 'outcome-unknown', replayed: false },
  { fault: 'processor-down', because: 'unavailable', replayed: false },
  // The function's process is gone: its lease has to run out first.
  { fault: 'crash-before-effect', because: 'no-answer', replayed: false },
  // Has a copy: either may be the one that ends it.
  { fault: 'crash-after-effect', because: 'no-answer', replayed: expect.any(Boolean) },
] as const;

interface Story {
  readonly id: string;
  readonly status: string;
  readonly replayed: boolean;
  readonly because: readonly string[];
}

/** A charge, to its end. */
const pay = async (idempotencyKey: string, options: Partial<ClientOptions> = {}): Promise<Story> => {
  const because: Waiting['because'][] = [];
  const { data, replayed } = await payonce(options).charges.create({
    idempotencyKey,
    body: CHARGE,
    onWait: (waiting) => because.push(waiting.because),
  });
  return { id: data.id, status: data.status, replayed, because };
};

describe('a client that meets a fault', () => {
  const stories = new Map<string, Story>();
  let copy: Story;

  /** First every call meets its fault, then all of them come back: a repeat must not meet another's. */
  beforeAll(async () => {
    let goOn = () => {};
    const allBegun = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const begun: Promise<unknown>[] = [];
    for (const { fault } of HAZARDS) {
      await arm(local, { fault });
      const story = pay(fault, { fetch: heldAfterFirst(allBegun) });
      begun.push(story.then((told) => stories.set(fault, told)));
      await untilBegun(fault);
    }
    goOn();
    [copy] = await Promise.all([pay('crash-after-effect'), ...begun]);
  }, PATIENCE_MS);

  it.each(HAZARDS)('waits $fault out and has one charge', async ({ fault, because, replayed }) => {
    const story = stories.get(fault);
    expect(story).toMatchObject({ status: 'succeeded', replayed });
    expect(story?.because[0]).toBe(because);
    expect(await movesOf(local, story?.id ?? '')).toEqual(['succeeded']);
  });

  it('waits for a key that is at work elsewhere, and has the same charge', () => {
    const original = stories.get('crash-after-effect');
    expect(copy.because[0]).toBe('request-in-progress');
    expect(copy.id).toBe(original?.id);
    expect([copy.replayed, original?.replayed].sort()).toEqual([false, true]);
  });
});

describe('a charge that is at work', () => {
  it.each(['the deadline', 'an abort'])('after %s goes on, and is asked again with later', async (end) => {
    await arm(local, { fault: 'slow-processor', ms: 1_400 });
    const { open } = tabs();
    const controller = new AbortController();
    const press = (options: { signal?: AbortSignal; deadlineMs?: number }) =>
      intent(open(), end.replaceAll(' ', '-')).run((idempotencyKey) =>
        payonce().charges.create({ idempotencyKey, body: CHARGE, ...options }),
      );
    const key = await intent(open(), end.replaceAll(' ', '-')).key();
    const isDeadline = end === 'the deadline';
    const error = errorOf(press(isDeadline ? { deadlineMs: 1_000 } : { signal: controller.signal }));
    await untilBegun(key);
    if (!isDeadline) controller.abort();
    expect((await error).name).toBe(isDeadline ? OutcomeUnknown.name : 'AbortError');

    const { data } = await press({});
    expect(data.status).toBe('succeeded');
    expect(await movesOf(local, data.id)).toEqual(['succeeded']);
  });
});

describe('an intent', () => {
  it('pays once, however often it is pressed, and again after a reload', async () => {
    const { open } = tabs();
    const press = (page = open()) =>
      intent(page, 'cart-7').run((idempotencyKey) =>
        payonce().charges.create({ idempotencyKey, body: CHARGE }),
      );
    const page = open();
    const answers = await Promise.all([press(page), press(page), press()]);
    answers.push(await press(page), await press());
    const ids = new Set(answers.map(({ data }) => data.id));
    expect(ids.size).toBe(1);
    expect(await movesOf(local, [...ids].join())).toEqual(['succeeded']);
  });

  it('that was declined pays with a new key when another card is tried', async () => {
    const checkout = intent(tabs().open(), 'cart-7');
    const press = (paymentMethod: string) =>
      checkout.run((idempotencyKey) =>
        payonce().charges.create({ idempotencyKey, body: { ...CHARGE, paymentMethod } }),
      );
    const declined = await errorOf(press(DECLINING));
    expect([declined.code, declined.document.failure.code]).toEqual(['card-declined', 'generic-decline']);
    const { data } = await press(CHARGE.paymentMethod);
    expect([data.status, data.id === declined.document.chargeId]).toEqual(['succeeded', false]);
  });

  it('whose cart has changed after it was pressed is told so, and its key says what it has paid', async () => {
    const checkout = intent(tabs().open(), 'cart-7');
    const press = (amount: number) =>
      checkout.run((idempotencyKey) =>
        payonce().charges.create({ idempotencyKey, body: { ...CHARGE, amount } }),
      );
    const { data } = await press(2500);
    expect(await errorOf(press(2600))).toMatchObject({ code: 'idempotency-key-reused', retry: 'never' });
    const found = await payonce().charges.list({ query: { idempotencyKey: await checkout.key() } });
    expect(found.data).toEqual(data);
  });
});

describe('an order', () => {
  it('is placed, replaced after a lost answer under the tag that it had, canceled and read', async () => {
    const order = {
      currency: 'EUR',
      items: [{ sku: 'mug', quantity: 2, unitAmount: 1250 }],
      customer: { email: 'ada@example.com' },
    };
    const client = payonce();
    const { data } = await client.orders.create({ idempotencyKey: 'order', body: order });
    const path = { id: data.id };
    const { etag } = await client.orders.get({ path });
    const body = { ...order, items: [{ sku: 'mug', quantity: 3, unitAmount: 1250 }] };
    await arm(local, { fault: 'drop-response', operation: 'orders.replace' });
    const replaced = await client.orders.replace({ path, body, ...(etag && { ifMatch: etag }) });
    expect(replaced.data.total).toBe(3750);
    const outdated = client.orders.cancel({ path, ...(etag && { ifMatch: etag }) });
    expect(await errorOf(outdated)).toMatchObject({ code: 'precondition-failed', retry: 'never' });
    await client.orders.cancel({ path });
    expect((await client.orders.get({ path })).data.status).toBe('canceled');
  });
});
