import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { FIXTURE } from '../fixture/assembly.ts';
import { type Gate, openGate } from '../fixture/gate.ts';
import { startFixture } from '../fixture/local-fixture.ts';
import { rawRequest } from '../fixture/raw-request.ts';

let local: LocalPayonce;
const start = async (changes: Partial<typeof FIXTURE> = {}): Promise<void> => {
  local = await startFixture({ ...FIXTURE, ...changes });
};
afterEach(() => local.stop());

const answerOf = async (path: string, options: RequestInit = {}) => {
  const response = await fetch(`${local.url}${path}`, options);
  return { status: response.status, body: await response.text() };
};
const message = (text: string): string => JSON.stringify({ message: text });

describe('what API Gateway answers by itself', () => {
  it.each([
    ['/nowhere', 'GET'],
    ['/things', 'GET'],
    ['/things/', 'GET'],
    ['/things/1/more', 'GET'],
    ['/things/1', 'POST'],
    ['/echo', 'OPTIONS'],
  ])('is 404 for %s with %s, which no route has', async (path, method) => {
    await start();
    expect(await answerOf(path, { method })).toEqual({ status: 404, body: message('Not Found') });
  });

  it('is 400 for a path that is not valid percent-encoding', async () => {
    await start();
    expect((await rawRequest(local.url, { path: '/things/%zz' })).status).toBe(400);
  });

  it('is 401 without a token and 403 without the scope', async () => {
    await start();
    const { token } = await local.issuer.issueToken('acme', ['things:read']);
    const headers = { authorization: `Bearer ${token}` };
    expect(await answerOf('/guarded')).toEqual({ status: 401, body: message('Unauthorized') });
    expect(await answerOf('/guarded', { method: 'PUT', headers })).toEqual({
      status: 403,
      body: message('Forbidden'),
    });
    expect((await answerOf('/guarded', { headers })).status).toBe(200);
  });

  it('is 413 for a body of more than 10 MB', async () => {
    await start();
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    expect(await answerOf('/echo', { method: 'POST', body })).toEqual({
      status: 413,
      body: message('Request Entity Too Large'),
    });
  });

  it('is 429 once the burst is used up, until the rate has filled it again', async () => {
    let nowMs = 1_000_000;
    local = await startFixture({ ...FIXTURE, throttle: { rate: 10, burst: 2 } }, { clock: () => nowMs });
    expect((await answerOf('/things/1')).status).toBe(200);
    expect((await answerOf('/things/1')).status).toBe(200);
    expect(await answerOf('/things/1')).toEqual({ status: 429, body: message('Too Many Requests') });
    nowMs += 100;
    expect((await answerOf('/things/1')).status).toBe(200);
    expect((await answerOf('/things/1')).status).toBe(429);
  });

  it.each(['thrower', 'crasher', 'nonsense'])('is 500 for a function that is a %s', async (as) => {
    await start();
    expect(await answerOf(`/behave?as=${as}`)).toEqual({
      status: 500,
      body: message('Internal Server Error'),
    });
  });

  it('is 503 for a function that overran its time-out', async () => {
    await start({ functionTimeoutS: 0.3 });
    expect(await answerOf('/behave?as=overrunner')).toEqual({
      status: 503,
      body: message('Service Unavailable'),
    });
  });
});

describe('what a function answers', () => {
  it('is passed on with status, headers, cookies and bytes', async () => {
    await start();
    const answer = await rawRequest(local.url, { path: '/behave?as=binary' });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-made-by': 'behave',
      'set-cookie': ['a=1', 'b=2'],
      'content-length': '3',
    });
    expect(answer.body).toEqual(Buffer.from([0, 255, 128]));
  });

  it('is the body of a 200 when it has no status', async () => {
    await start();
    expect(await answerOf('/behave?as=bare')).toEqual({ status: 200, body: '{"is":"bare"}' });
  });
});

describe('a route', () => {
  it('with a literal is preferred to one with a parameter', async () => {
    await start();
    expect(JSON.parse((await answerOf('/things/special')).body).routeKey).toBe('GET /things/special');
    expect(JSON.parse((await answerOf('/things/other')).body).routeKey).toBe('GET /things/{id}');
  });

  it('that is added to the template answers, and no other does', async () => {
    await start({ routes: [{ key: 'DELETE /new/{one}/{two}', calls: 'echo' }] });
    const { status, body } = await answerOf('/new/1/2', { method: 'DELETE' });
    expect(status).toBe(200);
    expect(JSON.parse(body).pathParameters).toEqual({ one: '1', two: '2' });
    expect((await answerOf('/things/1')).status).toBe(404);
  });
});

describe('a function that nobody waits for any more', () => {
  let gate: Gate;
  beforeEach(async () => {
    gate = await openGate();
  });
  afterEach(() => gate.close());

  it('goes on when its client has left', async () => {
    await start();
    const leaving = new AbortController();
    const call = answerOf(`/behave?as=waiter&gate=${gate.url}`, { signal: leaving.signal });
    const pass = await gate.arrival('/before');
    leaving.abort();
    await expect(call).rejects.toThrow('aborted');
    pass();
    (await gate.arrival('/after'))();
  });

  it('goes on when the integration has given up, which is 503', async () => {
    await start({ integrationTimeoutMs: 50, functionTimeoutS: 20 });
    const answer = await answerOf(`/behave?as=waiter&gate=${gate.url}`);
    expect(answer).toEqual({ status: 503, body: message('Service Unavailable') });
    (await gate.arrival('/before'))();
    (await gate.arrival('/after'))();
  });
});
