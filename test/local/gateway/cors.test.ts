import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { FIXTURE } from '../fixture/assembly.ts';
import { startFixture } from '../fixture/local-fixture.ts';
import { rawRequest } from '../fixture/raw-request.ts';

const SHOP = 'https://shop.example.com';
const CORS = {
  AllowOrigins: [SHOP, 'http://localhost:5173'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['authorization', 'idempotency-key'],
  ExposeHeaders: ['etag', 'retry-after'],
  MaxAge: 7200,
};

let local: LocalPayonce;
afterEach(() => local.stop());

const ask = (path: string, method: string, headers: Readonly<Record<string, string>> = {}) =>
  rawRequest(local.url, { path, method, headers: Object.entries(headers).flat() });
const askFirst = (path: string, origin: string) =>
  ask(path, 'OPTIONS', { origin, 'access-control-request-method': 'GET' });
const corsHeadersOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));

const VISIBLE = { 'access-control-allow-origin': SHOP, 'access-control-expose-headers': 'etag,retry-after' };

describe('a page of an origin that is allowed', () => {
  beforeEach(async () => {
    local = await startFixture({ ...FIXTURE, cors: CORS });
  });

  it.each(['/things/1', '/guarded', '/nowhere'])('may ask first about %s, without a token', async (path) => {
    const answer = await askFirst(path, SHOP);
    expect(answer.status).toBe(204);
    expect(answer.body).toHaveLength(0);
    expect(corsHeadersOf(answer)).toEqual({
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,idempotency-key',
      'access-control-max-age': '7200',
    });
  });

  it('is told its own origin, not the first of the list', async () => {
    const answer = await askFirst('/things/1', 'http://localhost:5173');
    expect(answer.headers['access-control-allow-origin']).toBe('http://localhost:5173');
  });

  it('sees what a function answers', async () => {
    const answer = await ask('/things/1', 'GET', { origin: SHOP });
    expect(answer.status).toBe(200);
    expect(corsHeadersOf(answer)).toEqual(VISIBLE);
  });

  it.each([
    [401, '/guarded', 'GET'],
    [404, '/nowhere', 'GET'],
    [500, '/behave?as=thrower', 'GET'],
  ])('sees a %s that the gateway answers by itself', async (status, path, method) => {
    const answer = await ask(path, method, { origin: SHOP });
    expect(answer.status).toBe(status);
    expect(corsHeadersOf(answer)).toEqual(VISIBLE);
  });

  it('sees that its token lacks the scope', async () => {
    const { token } = await local.issuer.issueToken('acme', ['things:read']);
    const answer = await ask('/guarded', 'PUT', { origin: SHOP, authorization: `Bearer ${token}` });
    expect(answer.status).toBe(403);
    expect(corsHeadersOf(answer)).toEqual(VISIBLE);
  });

  it('is answered by a route where one takes OPTIONS', async () => {
    const answer = await askFirst('/files/a/b', SHOP);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString()).routeKey).toBe('ANY /files/{path+}');
    expect(corsHeadersOf(answer)).toEqual(VISIBLE);
  });

  it('is not told what a function says about origins', async () => {
    const answer = await ask('/behave?as=permissive', 'GET', { origin: SHOP });
    expect(answer.status).toBe(200);
    expect(corsHeadersOf(answer)).toEqual(VISIBLE);
  });
});

describe('a page that asks too often', () => {
  it('sees the 429, and may still ask first', async () => {
    local = await startFixture(
      { ...FIXTURE, cors: CORS, throttle: { rate: 1, burst: 1 } },
      { clock: () => 1_000_000 },
    );
    expect((await ask('/things/1', 'GET', { origin: SHOP })).status).toBe(200);
    const refused = await ask('/things/1', 'GET', { origin: SHOP });
    expect(refused.status).toBe(429);
    expect(corsHeadersOf(refused)).toEqual(VISIBLE);
    expect((await askFirst('/things/1', SHOP)).status).toBe(204);
  });
});

describe('anybody else', () => {
  beforeEach(async () => {
    local = await startFixture({ ...FIXTURE, cors: CORS });
  });

  it.each(['https://evil.example.com', 'http://shop.example.com', `${SHOP}:8443`, 'null'])(
    'from %s gets an answer without a header that lets a page see it',
    async (origin) => {
      const first = await askFirst('/things/1', origin);
      expect(first.status).toBe(204);
      expect(corsHeadersOf(first)).toEqual({});
      expect(corsHeadersOf(await ask('/things/1', 'GET', { origin }))).toEqual({});
    },
  );

  it('gets no header without an origin, or where OPTIONS asks about no method', async () => {
    expect(corsHeadersOf(await ask('/things/1', 'GET'))).toEqual({});
    expect(corsHeadersOf(await ask('/things/1', 'OPTIONS', { origin: SHOP }))).toEqual({});
    expect(
      corsHeadersOf(await ask('/things/1', 'OPTIONS', { 'access-control-request-method': 'GET' })),
    ).toEqual({});
  });
});

describe('a template without CORS', () => {
  it('leaves OPTIONS unknown, and passes on what a function says', async () => {
    local = await startFixture();
    const first = await askFirst('/things/1', SHOP);
    expect(first.status).toBe(404);
    expect(corsHeadersOf(first)).toEqual({});
    expect(corsHeadersOf(await ask('/behave?as=permissive', 'GET', { origin: SHOP }))).toEqual({
      'access-control-allow-origin': '*',
    });
  });
});
