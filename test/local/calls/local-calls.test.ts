import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { startFixture } from '../fixture/local-fixture.ts';
import { rawRequest } from '../fixture/raw-request.ts';

let local: LocalPayonce;
beforeAll(async () => {
  local = await startFixture();
});
afterAll(() => local.stop());

const call = async (path: string, options: RequestInit = {}) => {
  const response = await fetch(`${local.url}${path}`, options);
  const text = await response.text();
  return {
    status: response.status,
    body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
  };
};

describe('a call that is only there locally', () => {
  it('issues a token with all scopes, or with those asked for by their short names', async () => {
    const { body: all } = await call('/local/token?tenant=demo');
    expect(decodeJwt(all.token)).toMatchObject({
      sub: 'demo',
      scope: 'fixture/things:read fixture/things:write',
    });
    expect(Date.parse(all.expiresAt)).toBeGreaterThan(Date.now());
    const { body: one } = await call('/local/token?tenant=demo&scope=things:read');
    expect(decodeJwt(one.token).scope).toBe('fixture/things:read');
    const { body: two } = await call('/local/token?tenant=demo&scope=things:write,things:read+things:read');
    expect(String(decodeJwt(two.token).scope).split(' ')).toContain('fixture/things:write');
  });

  it.each([
    ['/local/token', 'A tenant is'],
    ['/local/token?tenant=a%23b', 'A tenant is'],
    ['/local/token?tenant=demo&scope=things:fly', 'There is no scope "things:fly".'],
  ])('refuses %s with a sentence', async (path, sentence) => {
    const { status, body } = await call(path);
    expect({ status, sentence: body.message.startsWith(sentence) }).toEqual({ status: 400, sentence: true });
  });

  it('that is not known is 404 and lists those that are', async () => {
    for (const options of [{}, { method: 'POST' }]) {
      const { status, body } = await call('/local/processors', options);
      expect(status).toBe(404);
      expect(body.message).toContain('GET /local/processor, POST /local/faults');
    }
    expect((await call('/local/token', { method: 'DELETE' })).status).toBe(404);
    expect((await call('/local')).status).toBe(404);
  });

  it('explains itself at /', async () => {
    const { status, body } = await call('/');
    expect(status).toBe(200);
    expect(body).toContain(`curl -s '${local.url}/local/token?tenant=demo'`);
    expect(body).toContain('DELETE /local/data');
  });

  it('empties tables, ledger and faults', async () => {
    const arm = {
      method: 'POST',
      body: JSON.stringify({ fault: 'drop-response', operation: 'fixture.echo' }),
    };
    await call('/pay?key=a', { method: 'POST' });
    await call('/local/faults', arm);
    expect((await call('/local/processor')).body).toHaveLength(1);
    expect((await call('/local/data', { method: 'DELETE' })).status).toBe(204);
    expect((await call('/local/processor')).body).toEqual([]);
    expect((await call('/things/1')).status).toBe(200);
  });
});

describe('a call from elsewhere', () => {
  it.each([
    ['a name that leads here (DNS rebinding)', ['Host', 'evil.example']],
    ['no proper host', ['Host', 'local host']],
    ['a page of another site', ['Origin', 'https://evil.example']],
    ['a page without an origin', ['Origin', 'null']],
  ])('is refused: %s', async (_, headers) => {
    const answer = await rawRequest(local.url, { path: '/local/token?tenant=demo', headers });
    expect(answer.status).toBe(403);
    expect(answer.body.toString()).not.toContain('token"');
  });

  it.each([['localhost:3000'], ['127.0.0.1'], ['[::1]:3000']])('is none with the host %s', async (host) => {
    const headers = ['Host', host, 'Origin', `http://${host}`];
    expect((await rawRequest(local.url, { path: '/local/token?tenant=demo', headers })).status).toBe(200);
  });
});
