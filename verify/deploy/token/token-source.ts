import { decodeJwt } from 'jose';
import { qualifiedScope, SCOPES, type Scope } from '../../../infra/scopes.ts';

/** Who issues the tokens that the deployment trusts. */
export interface TokenSource {
  /** For the report. */
  readonly name: string;
  /** An access token with these scopes and no others. */
  readonly issue: (scopes: readonly Scope[]) => Promise<string>;
}

export const ALL: readonly Scope[] = SCOPES;

export const scopeClaim = (scopes: readonly Scope[]): string => scopes.map(qualifiedScope).join(' ');

/** Who the bearer is to the deployment, which goes by `sub` where no other claim is set. */
export const tenantOf = (token: string): string => decodeJwt(token).sub ?? '';
