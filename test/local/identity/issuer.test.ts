import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { type Authorization, createAuthorize } from '../../../local/gateway/authorizer.ts';
import { createIssuer, type Issuer } from '../../../local/identity/issuer.ts';
import type { Route, Template } from '../../../local/template/model.ts';

const NOW_MS = 1_800_000_000_000;

const route = (scopes: readonly string[]): Route => ({
  key: 'GET /things',
  method: 'GET',
  path: '/things',
  functionId: 'things.list',
  scopes,
  hasAuthorizer: true,
  integrationTimeoutMs: 1000,
});
const reading = route(['payonce/things:read']);
const writing = route(['payonce/things:write']);

const templateWith = (environment: Record<string, string>): Template => ({
  stackName: 'Test',
  routes: [reading, writing],
  functions: [{ id: 'things.list', bundlePath: '', exportName: '', timeoutS: 1, memoryMb: 128, environment }],
  tables: [],
  schedules: [],
  eventSources: [],
  throttle: undefined,
  cors: undefined,
  audience: ['ours'],
});
const issue = (environment: Record<string, string> = {}): Promise<Issuer> =>
  createIssuer('http://localhost:3000/local', templateWith(environment), () => NOW_MS);

const authorizeAt = (issuer: Issuer, nowMs: number) => createAuthorize(issuer, ['ours'], () => nowMs);
const kindOf = async (authorization: Promise<Authorization>): Promise<string> => (await authorization).kind;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token', () => {
  let issuer: Issuer;
  let token: string;
  const check = (header: string | undefined, wanted = reading, nowMs = NOW_MS) =>
    kindOf(authorizeAt(issuer, nowMs)(wanted, header));

  beforeAll(async () => {
    issuer = await issue();
    ({ token } = await issuer.issueToken('acme'));
  });

  it('of ours is accepted, with and without the word Bearer', async () => {
    expect(await check(`Bearer ${token}`)).toBe('authorized');
    expect(await check(token)).toBe('authorized');
  });

  it.each([undefined, '', 'Bearer', 'Bearer nonsense', 'Basic dXNlcjpwYXNz'])(
    'is missing in %j',
    async (header) => {
      expect(await check(header)).toBe('unauthorized');
    },
  );

  it('is accepted to its last second and not after', async () => {
    const { exp = 0 } = decodeJwt(token);
    expect(await check(token, reading, exp * 1000 - 1)).toBe('authorized');
    expect(await check(token, reading, exp * 1000)).toBe('unauthorized');
  });

  it('whose claims were changed is refused', async () => {
    const [header, , signature] = token.split('.');
    const claims = encode({ ...decodeJwt(token), sub: 'another-tenant' });
    expect(await check(`${header}.${claims}.${signature}`)).toBe('unauthorized');
  });

  it('without a signature (alg none) is refused', async () => {
    expect(await check(`${encode({ alg: 'none' })}.${encode(decodeJwt(token))}.`)).toBe('unauthorized');
  });

  it('that another key signed is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const kid = issuer.keys.keys[0]?.kid ?? '';
    const forged = await new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(privateKey);
    expect(await check(forged)).toBe('unauthorized');
  });

  it('signed with the public key as if it were a secret is refused', async () => {
    const secret = Buffer.from(JSON.stringify(issuer.keys.keys[0]));
    const forged = await new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await check(forged)).toBe('unauthorized');
  });

  it('of another issuer is refused', async () => {
    const renamed: Issuer = { ...issuer, url: 'http://localhost:4000/local' };
    expect(await kindOf(authorizeAt(renamed, NOW_MS)(reading, token))).toBe('unauthorized');
  });

  it('for another audience is refused', async () => {
    const authorize = createAuthorize(issuer, ['theirs'], () => NOW_MS);
    expect(await kindOf(authorize(reading, token))).toBe('unauthorized');
  });

  it('without the scope of the route is not enough', async () => {
    const narrow = (await issuer.issueToken('acme', ['things:read'])).token;
    expect(await check(narrow, reading)).toBe('authorized');
    expect(await check(narrow, writing)).toBe('forbidden');
  });
});

describe('issuing a token', () => {
  it('gives the claims that an access token of Cognito has, for an hour', async () => {
    const { token, expiresAt } = await (await issue()).issueToken('acme');
    expect(decodeJwt(token)).toEqual({
      sub: 'acme',
      client_id: 'ours',
      token_use: 'access',
      version: 2,
      scope: 'payonce/things:read payonce/things:write',
      iss: 'http://localhost:3000/local',
      iat: NOW_MS / 1000,
      auth_time: NOW_MS / 1000,
      exp: NOW_MS / 1000 + 3600,
      jti: expect.any(String),
    });
    expect(expiresAt).toBe(new Date(NOW_MS + 3_600_000).toISOString());
  });

  it.each(['https://example.com/tenant', 'client_id'])(
    'names the tenant in the claim %s when functions look there',
    async (claim) => {
      const issuer = await issue({ TENANT_CLAIM: claim });
      const { token } = await issuer.issueToken('acme');
      expect(decodeJwt(token)[claim]).toBe('acme');
      expect(await kindOf(authorizeAt(issuer, NOW_MS)(reading, token))).toBe('authorized');
    },
  );

  it.each(['', 'a'.repeat(65), 'a b', 'a#b', 'ä'])('refuses the tenant %j', async (tenant) => {
    await expect((await issue()).issueToken(tenant)).rejects.toThrow('A tenant is 1 to 64');
  });

  it('refuses a scope that no route has, and says which there are', async () => {
    await expect((await issue()).issueToken('acme', ['things:delete'])).rejects.toThrow(
      'There is no scope "things:delete". There are: things:read, things:write.',
    );
  });
});
