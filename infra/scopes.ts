/** The resource server's name, before the slash of every scope. */
export const RESOURCE_SERVER = 'payonce';

/** What a token can allow. */
export const SCOPES = ['charges:read', 'charges:write', 'orders:read', 'orders:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** `charges:read` → `payonce/charges:read`, as it stands in a token. */
export const qualifiedScope = (scope: Scope): string => `${RESOURCE_SERVER}/${scope}`;
