import type { Prepared } from './attempt.ts';
import type { AnyInput } from './call.ts';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly success: number;
  readonly isKeyed?: true;
}

/** For callers without types. An empty id would address the collection, and a key of `undefined` would be everybody's. */
const given = (value: string | undefined, name: string): string => {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`\`${name}\` is missing.`);
};

/** @throws TypeError before anything is sent */
export const prepare = (
  baseUrl: string,
  { method, path, success, isKeyed }: Operation,
  input: AnyInput,
): Prepared => {
  const filled = path.replace(/{(\w+)}/g, (_, name) =>
    encodeURIComponent(given(input.path?.[name], `path.${name}`)),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) query.set(name, `${value}`);
  const headers = new Headers();
  if (isKeyed) headers.set('idempotency-key', given(input.idempotencyKey, 'idempotencyKey'));
  if (input.ifMatch !== undefined) headers.set('if-match', input.ifMatch);
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  return {
    url: `${baseUrl}${filled}?${query}`.replace(/\?$/, ''),
    method,
    headers,
    body: JSON.stringify(input.body) ?? null,
    success,
  };
};
