import type { ProblemCode } from '../../http/problem.ts';
import type { HeaderName, ParameterName } from './parameters.ts';

/** A media type's schema, and examples by name. */
export interface Content {
  /** Names of components; more than one when the answer is one of them. */
  readonly schemas: readonly string[];
  readonly examples: Readonly<Record<string, unknown>>;
}

export interface Success {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly headers: readonly HeaderName[];
  readonly content: Readonly<Record<string, Content>>;
}

/** What the contract says of one operation. `infra` deploys the same: a test compares the two. */
export interface Operation {
  /** The entry's file, with a dot for the slash. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  /** What the access token must allow; `null` where anybody may call. */
  readonly scope: string | null;
  readonly tag: 'Charges' | 'Refunds' | 'Orders' | 'Webhooks' | 'Contract';
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ParameterName[];
  readonly request?: Content;
  readonly success: Success;
  /** Every problem that it can answer. */
  readonly problems: readonly ProblemCode[];
}

/** What every operation with a token can answer. */
export const ANY: readonly ProblemCode[] = ['tenant-missing', 'internal-error', 'unavailable'];

/** What every operation with a body can answer. */
export const BODY: readonly ProblemCode[] = [
  'malformed-json',
  'validation-failed',
  'body-too-large',
  'unsupported-media-type',
];

/** What every operation with a key can answer. */
export const KEYED: readonly ProblemCode[] = [
  'idempotency-key-missing',
  'idempotency-key-invalid',
  'idempotency-key-reused',
  'request-in-progress',
  'outcome-unknown',
];

export const json = (schemas: readonly string[], examples: Content['examples']) => ({
  'application/json': { schemas, examples },
});
