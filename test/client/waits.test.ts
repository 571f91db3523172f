import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createClient, NotSent, OutcomeUnknown, type Waiting } from '@payonce/client';
import { type Browser, enterBrowser } from './rig/browser.ts';
import { errorOf } from './rig/error-of.ts';
import { CHARGE_INPUT, charged, down, inTurn, silent } from './rig/networks.ts';

let browser: Browser;
let controller: AbortController;
beforeEach(() => {
  jest.useFakeTimers();
  browser = enterBrowser();
  controller = new AbortController();
});
/** Whatever has happened: no timer, no listener. */
afterEach(() => {
  const left = [
    jest.getTimerCount(),
    browser.listeners(),
    getEventListeners(controller.signal, 'abort').length,
  ];
  browser.leave();
  jest.useRealTimers();
  expect(left).toEqual([0, 0, 0]);
});

type Fetch = ReturnType<typeof inTurn>;

const charge = (fetch: Fetch, more: object = {}, token: () => string | Promise<string> = () => 't') =>
  createClient({ baseUrl: 'https://pay.example', token, fetch }).charges.create({
    ...CHARGE_INPUT,
    signal: controller.signal,
    ...more,
  });

const unavailable = (retryAfter: string) => async () =>
  new Response('{"code":"unavailable","retry":"same-key"}', {
    status: 503,
    headers: { 'retry-after': retryAfter },
  });

/** Lets everything happen that happens without time. */
const settled = () => jest.advanceTimersByTimeAsync(0);

describe('between two attempts', () => {
  it('it waits as Retry-After says, and says so', async () => {
    const waits: Waiting[] = [];
    const fetch = inTurn(unavailable('7'), async () => charged());
    const answer = charge(fetch, { onWait: (waiting: Waiting) => waits.push(waiting) });
    await jest.advanceTimersByTimeAsync(6_999);
    expect(fetch.calls).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(251);
    expect((await answer).status).toBe(201);
    expect(waits).toEqual([{ waitMs: expect.any(Number), because: 'unavailable', attempt: 1 }]);
    expect(waits[0]?.waitMs).toBeGreaterThanOrEqual(7_000);
  });

  it('it says what it waits for', async () => {
    const waits: Waiting[] = [];
    const throttled = async () => new Response('{"message":"Too Many Requests"}', { status: 429 });
    const broken = async () => new Response('{"message":"Internal Server Error"}', { status: 500 });
    const answer = charge(
      inTurn(down, throttled, broken, async () => charged()),
      {
        onWait: (waiting: Waiting) => waits.push(waiting),
      },
    );
    await jest.runAllTimersAsync();
    await answer;
    expect(waits.map(({ because, attempt }) => [because, attempt])).toEqual([
      ['no-answer', 1],
      ['throttled', 2],
      ['no-answer', 3],
    ]);
  });

  it('an attempt without an answer is given up after 35 s, for another', async () => {
    const fetch = inTurn(silent, async () => charged());
    const answer = charge(fetch);
    await jest.advanceTimersByTimeAsync(34_999);
    expect([fetch.calls.length, fetch.calls[0]?.signal?.aborted]).toEqual([1, false]);
    await jest.advanceTimersByTimeAsync(251);
    expect((await answer).status).toBe(201);
    expect(fetch.calls[0]?.signal?.aborted).toBe(true);
  });
});

describe('the deadline', () => {
  it.each([
    ['in an attempt', silent],
    ['between two', down],
  ])('ends it %s, after 90 s at most, with a sentence about the key', async (_, network) => {
    const error = errorOf(charge(inTurn(network)));
    await jest.advanceTimersByTimeAsync(90_000);
    expect(await error).toBeInstanceOf(OutcomeUnknown);
    expect((await error).message).toContain('same idempotency key');
    expect((await error).cause).toBeInstanceOf(Error);
  });

  it('is the one of the call, where it has one', async () => {
    const error = errorOf(charge(inTurn(silent), { deadlineMs: 1_000 }));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await error).toBeInstanceOf(OutcomeUnknown);
    expect((await error).cause).toEqual(new Error('No answer in time.'));
  });

  it('ends it at once when there can be no other attempt before, and tells the last bad news', async () => {
    const error = await errorOf(charge(inTurn(unavailable('120'))));
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(error.cause).toMatchObject({ code: 'unavailable', retryAfterS: 120 });
  });

  it('of longer than a timer can be is no deadline of nothing', async () => {
    const fetch = inTurn(down, async () => charged());
    const answer = charge(fetch, { deadlineMs: Number.POSITIVE_INFINITY });
    await jest.advanceTimersByTimeAsync(250);
    expect((await answer).status).toBe(201);
  });

  it.each([
    ['without a network', () => browser.goOffline(), () => 't'],
    ['without a token', () => undefined, () => new Promise<string>(() => undefined)],
  ])('%s: nothing was sent, and it says so', async (_, begin, token) => {
    begin();
    const fetch = inTurn(async () => charged());
    const error = errorOf(charge(fetch, {}, token));
    await jest.advanceTimersByTimeAsync(90_000);
    expect(await error).toBeInstanceOf(NotSent);
    expect(fetch.calls).toEqual([]);
  });
});

describe('its signal', () => {
  const reason = new Error('The customer has left.');

  it.each([
    ['before it begins', 0, inTurn(silent), () => controller.abort(reason)],
    ['in an attempt', 1, inTurn(silent), settled],
    ['between two', 1, inTurn(unavailable('60')), settled],
    ['while it is offline', 0, inTurn(silent), async () => browser.goOffline()],
  ])('ends it %s, with its reason', async (_, attempts, fetch, until) => {
    if (attempts === 0) await until();
    const error = errorOf(charge(fetch));
    await settled();
    await until();
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(fetch.calls).toHaveLength(attempts);
    for (const { signal } of fetch.calls) expect(signal?.aborted).toBe(attempts === 1);
  });

  it('ends it while it waits for a token', async () => {
    const error = errorOf(charge(inTurn(silent), {}, () => new Promise(() => undefined)));
    await settled();
    controller.abort(reason);
    expect(await error).toBe(reason);
  });
});

describe('offline', () => {
  it('it waits until there is a network, and sends then', async () => {
    browser.goOffline();
    const waits: Waiting[] = [];
    const fetch = inTurn(async () => charged());
    const answer = charge(fetch, { onWait: (waiting: Waiting) => waits.push(waiting) });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(fetch.calls).toEqual([]);
    browser.goOnline();
    expect((await answer).status).toBe(201);
    expect(waits).toEqual([{ waitMs: expect.any(Number), because: 'offline', attempt: 0 }]);
  });

  it('between two attempts it waits as well', async () => {
    const fetch = inTurn(
      () => {
        browser.goOffline();
        return down('', {});
      },
      async () => charged(),
    );
    const answer = charge(fetch);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(fetch.calls).toHaveLength(1);
    browser.goOnline();
    expect((await answer).status).toBe(201);
  });
});
