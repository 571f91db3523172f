/** The resource server's name, before the slash of every scope. */
export const RESOURCE_SERVER = 'payonce';

/** What a token can allow. Giving money back is a right of its own: whoever may pay may not take the money back as well. */
export const SCOPES = [
  'charges:read',
  'charges:write',
  'orders:read',
  'orders:write',
  'refunds:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a token is asked for at all: what is open or signed by its caller has no scope. */
export const needsToken = (scope: string): scope is Scope => (SCOPES as readonly string[]).includes(scope);

/** `charges:read` → `payonce/charges:read`, as it stands in a token. */
export const qualifiedScope = (scope: Scope): string => `${RESOURCE_SERVER}/${scope}`;
