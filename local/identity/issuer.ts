import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { environmentOf } from '../template/environment-of.ts';
import type { Template } from '../template/model.ts';

/** As long as Cognito's access tokens live by default. */
const TOKEN_LIFETIME_S = 3600;

export interface IssuedToken {
  readonly token: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** Stands in for the user pool: whoever can reach it gets a token, so it is never anything but local. */
export interface Issuer {
  /** The `iss` of its tokens. */
  readonly url: string;
  readonly keys: JSONWebKeySet;
  readonly findKey: ReturnType<typeof createLocalJWKSet>;
  /** Every scope that a route asks for, such as `payonce/charges:read`. */
  readonly scopes: readonly string[];
  /** The claim that names the tenant. */
  readonly tenantClaim: string;
  /** @param scopes full or short names; @default - all of them */
  issueToken(tenant: string, scopes?: readonly string[]): Promise<IssuedToken>;
}

/** A sentence for whoever asked for a token that cannot be given. */
export class TokenRefused extends Error {
  readonly code = 'token-refused';
}

const TENANT = /^[A-Za-z0-9._-]{1,64}$/;

/** @throws TokenRefused when nobody can have a token of this name */
export const checkTenant = (tenant: string): string => {
  if (TENANT.test(tenant)) return tenant;
  throw new TokenRefused('A tenant is 1 to 64 letters, digits, dots, dashes and underscores: ?tenant=demo');
};

const shortName = (scope: string): string => scope.slice(scope.indexOf('/') + 1);

const fullNames = (known: readonly string[], asked: readonly string[]): string[] =>
  asked.map((name) => {
    const scope = known.find((candidate) => candidate === name || shortName(candidate) === name);
    if (scope !== undefined) return scope;
    throw new TokenRefused(
      `There is no scope ${JSON.stringify(name)}. There are: ${known.map(shortName).join(', ')}.`,
    );
  });

/**
 * The claim that functions take the tenant from. They all get the same one from the template; where none does, it is
 * what Cognito always sets.
 */
const tenantClaimOf = (template: Template): string => environmentOf(template, 'TENANT_CLAIM') ?? 'sub';

/**
 * Makes a key that lives as long as this process, and issues with it what Cognito would: access tokens of the client
 * credentials flow.
 *
 * @param url where it can be found; part of every token
 */
export const createIssuer = async (url: string, template: Template, clock: () => number): Promise<Issuer> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keyId = randomUUID();
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' }] };
  const scopes = [...new Set(template.routes.flatMap((route) => route.scopes))].sort();
  const tenantClaim = tenantClaimOf(template);
  const [clientId] = template.audience;

  const issueToken: Issuer['issueToken'] = async (tenant, asked = scopes) => {
    checkTenant(tenant);
    const issuedAtS = Math.floor(clock() / 1000);
    const expiresAtS = issuedAtS + TOKEN_LIFETIME_S;
    const claims = {
      sub: tenant,
      token_use: 'access',
      version: 2,
      scope: fullNames(scopes, asked).join(' '),
      ...(clientId !== undefined && { client_id: clientId }),
      // The claim that names the tenant may be the very one that the audience is checked by: then `aud` is.
      ...(tenantClaim === 'client_id' && clientId !== undefined && { aud: clientId }),
      [tenantClaim]: tenant,
      iss: url,
      iat: issuedAtS,
      auth_time: issuedAtS,
      exp: expiresAtS,
      jti: randomUUID(),
    };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keyId }).sign(privateKey);
    return { token, expiresAt: new Date(expiresAtS * 1000).toISOString() };
  };

  return { url, keys, findKey: createLocalJWKSet(keys), scopes, tenantClaim, issueToken };
};
