import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { startFixture } from '../fixture/local-fixture.ts';
import { type RawRequest, rawRequest } from '../fixture/raw-request.ts';

let local: LocalPayonce;
beforeAll(async () => {
  local = await startFixture();
});
afterAll(() => local.stop());

/** The event that the function behind this request gets. */
const eventOf = async (request: RawRequest): Promise<Record<string, unknown>> =>
  JSON.parse((await rawRequest(local.url, request)).body.toString());

const post = (headers: string[], body: string | Buffer) =>
  eventOf({ method: 'POST', path: '/echo', headers, body });

describe('the event of a request', () => {
  it('has everything that format 2.0 has', async () => {
    const event = await eventOf({ path: '/things/42?a=1', headers: ['User-Agent', 'test'] });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /things/{id}',
      rawPath: '/things/42',
      rawQueryString: 'a=1',
      queryStringParameters: { a: '1' },
      pathParameters: { id: '42' },
      isBase64Encoded: false,
      requestContext: {
        http: {
          method: 'GET',
          path: '/things/42',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        routeKey: 'GET /things/{id}',
        stage: '$default',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
    });
  });

  it('has neither query nor cookies nor body nor path parameters nor authorizer when the request has none', async () => {
    const event = await eventOf({ path: '/things/special' });
    expect(Object.keys(event).sort()).toEqual(
      [
        'headers',
        'isBase64Encoded',
        'rawPath',
        'rawQueryString',
        'requestContext',
        'routeKey',
        'version',
      ].sort(),
    );
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  it('has header names in lower case and repeated headers joined with a comma', async () => {
    const { headers } = await eventOf({
      path: '/things/1',
      headers: [
        'Idempotency-Key',
        'first',
        'IDEMPOTENCY-KEY',
        'second',
        'Content-Type',
        'a/b',
        'Content-Type',
        'c/d',
      ],
    });
    expect(headers).toMatchObject({ 'idempotency-key': 'first,second', 'content-type': 'a/b,c/d' });
  });

  it('has cookies in a list of their own', async () => {
    const { cookies, headers } = await eventOf({
      path: '/things/1',
      headers: ['Cookie', 'a=1; b=2', 'Cookie', 'c=3'],
    });
    expect(cookies).toEqual(['a=1', 'b=2', 'c=3']);
    expect(headers).not.toHaveProperty('cookie');
  });

  it('has repeated query parameters joined with a comma, and the query string as it came', async () => {
    const { queryStringParameters, rawQueryString } = await eventOf({ path: '/things/1?a=1&b=&a=x%20y&c' });
    expect(queryStringParameters).toEqual({ a: '1,x y', b: '', c: '' });
    expect(rawQueryString).toBe('a=1&b=&a=x%20y&c');
  });

  it('has the path and its parameters percent-decoded', async () => {
    const { rawPath, pathParameters } = await eventOf({ path: '/things/a%20b%2Fc' });
    expect({ rawPath, pathParameters }).toEqual({
      rawPath: '/things/a b/c',
      pathParameters: { id: 'a b/c' },
    });
  });

  it('has the rest of a path that a greedy parameter takes', async () => {
    const event = await eventOf({ method: 'PATCH', path: '/files/a/b%20c/d' });
    expect(event).toMatchObject({ routeKey: 'ANY /files/{path+}', pathParameters: { path: 'a/b c/d' } });
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'Text/CSV',
    'application/xml',
  ])('has a body of %s as text', async (type) => {
    const { body, isBase64Encoded } = await post(['Content-Type', type], '{"pay":"€"}');
    expect({ body, isBase64Encoded }).toEqual({ body: '{"pay":"€"}', isBase64Encoded: false });
  });

  it.each([['application/x-www-form-urlencoded'], ['application/problem+json'], ['image/png'], [undefined]])(
    'has a body of %s as base64',
    async (type) => {
      const bytes = Buffer.from([0, 255, 128]);
      const { body, isBase64Encoded } = await post(type === undefined ? [] : ['Content-Type', type], bytes);
      expect({ body, isBase64Encoded }).toEqual({ body: bytes.toString('base64'), isBase64Encoded: true });
    },
  );

  it('has the claims of the token, all of them as text', async () => {
    const { token } = await local.issuer.issueToken('acme');
    const event = await eventOf({ path: '/guarded', headers: ['Authorization', `Bearer ${token}`] });
    expect(event).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              sub: 'acme',
              client_id: 'fixture-client',
              token_use: 'access',
              scope: 'fixture/things:read fixture/things:write',
              exp: expect.stringMatching(/^\d{10}$/),
            },
            scopes: ['fixture/things:read'],
          },
        },
      },
    });
  });
});
