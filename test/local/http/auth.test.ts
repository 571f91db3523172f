import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { base64url, decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { ROUTES } from '../../../infra/routes.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { type Call, clientOf, ledgerOf, type Reply, send } from './rig/client.ts';
import { CHARGE, charge, ORDER } from './rig/requests.ts';
import { serve, storedItems } from './rig/server.ts';

const directory = mkdtempSync(join(tmpdir(), 'payonce-auth-'));
const logFile = join(directory, 'log');
let local: LocalPayonce;
/** The server's own clock, so that a token can grow old. */
let lateMs = 0;

beforeAll(async () => {
  local = await serve({ logFile, clock: () => Date.now() + lateMs });
});
afterAll(async () => {
  await local?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** Written down here once more: that a call needs no token must not come from a slip in the table of routes. */
const OPEN = ['/openapi.json', '/problems/{code}'];

const CALLS: readonly (readonly [name: string, scope: string, call: Call])[] = ROUTES.filter(
  ({ path }) => !OPEN.includes(path),
).map(({ method, path, scope }) => {
  const body = path.startsWith('/orders') ? ORDER : CHARGE;
  const call = { method, path: path.replaceAll(/\{\w+\}/g, 'any'), key: 'k' };
  return [`${method} ${path}`, scope, method === 'POST' || method === 'PUT' ? { ...call, body } : call];
});

const goodToken = async (): Promise<string> => (await local.issuer.issueToken('acme')).token;
const withToken = (token: string, call: Call): Promise<Reply> =>
  send(local.url, { ...call, headers: { authorization: `Bearer ${token}` } });

const { privateKey: strangersKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The same claims, signed otherwise. */
const resigned = (token: string, algorithm: 'RS256' | 'HS256'): Promise<string> => {
  const header = { ...decodeProtectedHeader(token), alg: algorithm };
  const key = algorithm === 'HS256' ? Buffer.from(JSON.stringify(local.issuer.keys.keys[0])) : strangersKey;
  return new SignJWT(decodeJwt(token)).setProtectedHeader(header).sign(key);
};

const unsigned = (token: string): string =>
  `${base64url.encode(JSON.stringify({ ...decodeProtectedHeader(token), alg: 'none' }))}.${token.split('.')[1]}.`;

const forOtherTenant = (token: string): string => {
  const [header, , signature] = token.split('.');
  return `${header}.${base64url.encode(JSON.stringify({ ...decodeJwt(token), sub: 'other' }))}.${signature}`;
};

const BAD_TOKENS: Readonly<Record<string, (good: string) => string | Promise<string>>> = {
  'that is none': () => 'abc',
  'that is empty': () => '',
  "with a stranger's signature": (good) => resigned(good, 'RS256'),
  'signed with our public key': (good) => resigned(good, 'HS256'),
  'that says it needs no signature': unsigned,
  'that was changed to another tenant': forOtherTenant,
};

const expectUnauthorized = (reply: Reply): void => {
  expect([reply.status, reply.text]).toEqual([401, '{"message":"Unauthorized"}']);
  expect(reply.headers['www-authenticate']).toMatch(/^Bearer /);
};

describe('a request is answered 401, whatever it asks for,', () => {
  it.each(CALLS)('without a token: %s', async (_, __, call) => {
    expectUnauthorized(await send(local.url, call));
  });

  it.each(Object.entries(BAD_TOKENS))('with a token %s', async (_, makeToken) => {
    expectUnauthorized(await withToken(await makeToken(await goodToken()), charge('k')));
  });

  it('with a token that has expired', async () => {
    const token = await goodToken();
    lateMs += 3_601_000;
    expectUnauthorized(await withToken(token, charge('k')));
  });
});

describe('a request is answered 403 without the scope that it needs', () => {
  it.each(CALLS)('%s (%s)', async (_, scope, call) => {
    const others = local.issuer.scopes.filter((each) => each !== `payonce/${scope}`);
    const { token } = await local.issuer.issueToken('acme', others);
    const reply = await withToken(token, call);
    expect([reply.status, reply.text]).toEqual([403, '{"message":"Forbidden"}']);
  });
});

describe('none of these', () => {
  it('has reached a function, stored anything or moved money', async () => {
    expect(readFileSync(logFile, 'utf8')).toBe('');
    expect(await storedItems(local)).toEqual([]);
    expect(await ledgerOf(local)).toEqual([]);
  });

  it('has used the key: with the token it is charged', async () => {
    const reply = await (await clientOf(local, 'acme', ['charges:write']))(charge('k'));
    expect([reply.status, reply.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });
});
