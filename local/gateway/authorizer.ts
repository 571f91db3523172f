import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Issuer } from '../identity/issuer.ts';
import type { Route } from '../template/model.ts';

export type Authorization =
  | {
      readonly kind: 'authorized';
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | { readonly kind: 'unauthorized'; readonly why: string }
  | { readonly kind: 'forbidden' };

export type Authorize = (route: Route, header: string | undefined) => Promise<Authorization>;

const asList = (claim: unknown): string[] =>
  typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim.map(String) : [];

/** `aud` decides, and `client_id` only where there is no `aud`: Cognito's access tokens have none. */
const isForUs = (payload: JWTPayload, audience: readonly string[]): boolean => {
  const named = payload.aud === undefined ? [payload.client_id] : [payload.aud].flat();
  return named.some((name) => audience.includes(String(name)));
};

/** API Gateway hands every claim on as text, a list in square brackets. */
const asText = (claim: unknown): string =>
  Array.isArray(claim)
    ? `[${claim.join(' ')}]`
    : typeof claim === 'object'
      ? JSON.stringify(claim)
      : String(claim);

const reasonOf = (error: unknown): string =>
  error instanceof errors.JWTExpired ? 'the token has expired' : 'the token is not valid';

/** Times of a day's tokens: a load test has one, a test of tenants a few. */
const VERIFIED_MAX = 1_000;

/**
 * Remembers what was verified: a signature costs more than the rest of a request here. A token that was good is good from
 * then until it ends, whatever time it is asked at in between.
 */
const createVerify = (issuer: Issuer) => {
  const verified = new Map<string, { readonly payload: JWTPayload; readonly fromMs: number }>();
  return async (token: string, nowMs: number): Promise<JWTPayload> => {
    const known = verified.get(token);
    if (known && known.fromMs <= nowMs && nowMs < (known.payload.exp ?? 0) * 1000) return known.payload;
    const options = {
      issuer: issuer.url,
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(nowMs),
    };
    const { payload } = await jwtVerify(token, issuer.findKey, options);
    if (verified.size >= VERIFIED_MAX) verified.clear();
    verified.set(token, { payload, fromMs: nowMs });
    return payload;
  };
};

/**
 * Checks a token as API Gateway's JWT authorizer does: signature, issuer, times, audience, and at least one of the
 * route's scopes.
 */
export const createAuthorize = (
  issuer: Issuer,
  audience: readonly string[],
  clock: () => number,
): Authorize => {
  const verify = createVerify(issuer);
  return async (route, header) => {
    if (!route.hasAuthorizer) return { kind: 'authorized', claims: {}, scopes: null };
    const token = header?.replace(/^Bearer +/i, '').trim();
    if (!token) return { kind: 'unauthorized', why: 'there is no token' };
    let payload: JWTPayload;
    try {
      payload = await verify(token, clock());
    } catch (error) {
      return { kind: 'unauthorized', why: reasonOf(error) };
    }
    if (!isForUs(payload, audience)) {
      return { kind: 'unauthorized', why: 'the token does not have a valid audience' };
    }
    const scopes = asList(payload.scope ?? payload.scp);
    if (route.scopes.length > 0 && !route.scopes.some((scope) => scopes.includes(scope))) {
      return { kind: 'forbidden' };
    }
    const claims = Object.fromEntries(Object.entries(payload).map(([name, claim]) => [name, asText(claim)]));
    return { kind: 'authorized', claims, scopes: route.scopes.length > 0 ? route.scopes : null };
  };
};
