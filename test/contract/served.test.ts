import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GATEWAY_ANSWERS } from '../../functions/contract/openapi/gateway-answers.ts';
import { type LocalPayonce, startLocal } from '../../local/local-payonce.ts';
import { complaints, DOCUMENT } from './document.ts';

let local: LocalPayonce;
beforeAll(async () => {
  local = await startLocal({
    port: 0,
    concurrency: 2,
    logFile: '/dev/null',
    cdkOut: process.env.CDK_OUT ?? 'cdk.out',
  });
});
afterAll(() => local?.stop());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(local.url + path, { headers });

describe('without a token', () => {
  it('the contract is served, the one that is committed', async () => {
    const reply = await get('/openapi.json');

    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(reply.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    expect(await reply.json()).toEqual(DOCUMENT);
  });

  it("a problem's type leads to its page", async () => {
    const reply = await get('/problems/outcome-unknown', { accept: 'application/json' });

    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ code: 'outcome-unknown', status: 503, retry: 'same-key' });
  });

  it('nothing else is answered', async () => {
    const reply = await get('/charges');

    expect([reply.status, await reply.json()]).toEqual([401, { message: GATEWAY_ANSWERS[401].message }]);
  });
});

describe('what API Gateway answers by itself', () => {
  it.each([
    [400, '/charges/%zz', 'payonce/charges:read'],
    [401, '/charges', undefined],
    [403, '/charges', 'payonce/orders:read'],
    [404, '/charges/', 'payonce/charges:read'],
  ] as const)('%d is a message, as documented', async (status, path, scope) => {
    const token = scope && (await local.issuer.issueToken('demo', [scope])).token;
    const reply = await get(path, token === undefined ? {} : { authorization: `Bearer ${token}` });
    const body = await reply.json();

    expect([reply.status, body]).toEqual([status, { message: GATEWAY_ANSWERS[status].message }]);
    expect(complaints(body, 'components', 'schemas', 'GatewayAnswer')).toEqual([]);
  });
});
