import { beforeAll, describe, expect, it } from '@jest/globals';
import { createAuthorize } from '../../../local/gateway/authorizer.ts';
import { createIssuer, type Issuer } from '../../../local/identity/issuer.ts';
import type { Route, Template } from '../../../local/template/model.ts';

const ISSUED_AT_MS = 1_800_000_000_000;
const ENDS_AT_MS = ISSUED_AT_MS + 3_600_000;

const route = (scope: string): Route => ({
  key: 'GET /things',
  method: 'GET',
  path: '/things',
  functionId: 'things.list',
  scopes: [scope],
  hasAuthorizer: true,
  integrationTimeoutMs: 1000,
});
const template: Template = {
  stackName: 'Test',
  routes: [route('payonce/things:read')],
  functions: [],
  tables: [],
  schedules: [],
  eventSources: [],
  throttle: undefined,
  cors: undefined,
  audience: ['ours'],
};

/** One authorizer and the time of day; it counts the signatures that are checked. */
const openDoor = (issuer: Issuer) => {
  let nowMs = ISSUED_AT_MS;
  let checks = 0;
  const findKey: Issuer['findKey'] = Object.assign((...asked: Parameters<Issuer['findKey']>) => {
    checks += 1;
    return issuer.findKey(...asked);
  }, issuer.findKey);
  const authorize = createAuthorize({ ...issuer, findKey }, ['ours'], () => nowMs);
  return {
    at: async (timeMs: number, token: string, scope = 'payonce/things:read') => {
      nowMs = timeMs;
      return (await authorize(route(scope), token)).kind;
    },
    checks: () => checks,
  };
};

describe('a token that comes again', () => {
  let issuer: Issuer;
  let token: string;
  beforeAll(async () => {
    issuer = await createIssuer('http://localhost:3000/local', template, () => ISSUED_AT_MS);
    ({ token } = await issuer.issueToken('acme'));
  });

  it('has its signature checked once', async () => {
    const { at, checks } = openDoor(issuer);
    for (const timeMs of [ISSUED_AT_MS, ISSUED_AT_MS, ENDS_AT_MS - 1])
      expect(await at(timeMs, token)).toBe('authorized');
    expect(checks()).toBe(1);
  });

  it('is refused from the moment at which it ends', async () => {
    const { at } = openDoor(issuer);
    expect(await at(ISSUED_AT_MS, token)).toBe('authorized');
    expect(await at(ENDS_AT_MS, token)).toBe('unauthorized');
  });

  it('is checked anew when the clock is set back', async () => {
    const { at, checks } = openDoor(issuer);
    await at(ISSUED_AT_MS + 1000, token);
    await at(ISSUED_AT_MS, token);
    expect(checks()).toBe(2);
  });

  it('has no more scopes than it had', async () => {
    const { at } = openDoor(issuer);
    await at(ISSUED_AT_MS, token);
    expect(await at(ISSUED_AT_MS, token, 'payonce/things:write')).toBe('forbidden');
  });

  it('vouches for no other token', async () => {
    const { at } = openDoor(issuer);
    await at(ISSUED_AT_MS, token);
    expect(await at(ISSUED_AT_MS, `${token.slice(0, -4)}AAAA`)).toBe('unauthorized');
  });
});
