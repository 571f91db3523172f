import type { operations } from './generated/openapi.ts';
import type { ProblemCode } from './problem.ts';

/** What is waited for before the next attempt. */
export interface Waiting {
  /** The network: until there is one, so long at most. */
  readonly waitMs: number;
  /** `no-answer`: a closed socket, nothing in time, or a function that broke off. `throttled`: too many requests. */
  readonly because: 'offline' | 'no-answer' | 'throttled' | ProblemCode;
  /** How many have been made. */
  readonly attempt: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** For the whole call with all its attempts. @default - the client's */
  readonly deadlineMs?: number;
  readonly onWait?: (waiting: Waiting) => void;
}

export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** Answered before, and repeated byte for byte. */
  readonly replayed: boolean;
  /** For `ifMatch`. */
  readonly etag: string | null;
}

type OperationId = keyof operations;
type Part<Id extends OperationId, Name extends 'path' | 'query' | 'header'> = NonNullable<
  operations[Id]['parameters'][Name]
>;

type PathOf<Id extends OperationId> = [Part<Id, 'path'>] extends [never]
  ? unknown
  : { readonly path: Part<Id, 'path'> };

type QueryOf<Id extends OperationId> = [Part<Id, 'query'>] extends [never]
  ? unknown
  : { readonly query?: Part<Id, 'query'> };

type HeadersOf<Id extends OperationId> = [Part<Id, 'header'>] extends [never]
  ? unknown
  : Part<Id, 'header'> extends { readonly 'Idempotency-Key': string }
    ? { readonly idempotencyKey: string }
    : Part<Id, 'header'> extends { readonly 'If-Match'?: string }
      ? { readonly ifMatch?: string }
      : unknown;

type BodyOf<Id extends OperationId> = operations[Id] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } };
}
  ? { readonly body: Body }
  : unknown;

type DataOf<Responses> = Responses extends
  | { readonly 201: { readonly content: { readonly 'application/json': infer Data } } }
  | { readonly 200: { readonly content: { readonly 'application/json': infer Data } } }
  ? Data
  : undefined;

type InputOf<Id extends OperationId> = PathOf<Id> & QueryOf<Id> & HeadersOf<Id> & BodyOf<Id> & CallOptions;

/** One operation of the contract. @throws Problem, OutcomeUnknown, NotSent; the signal's reason */
export type Call<Id extends OperationId> = (
  ...input: Record<never, never> extends InputOf<Id> ? [input?: InputOf<Id>] : [input: InputOf<Id>]
) => Promise<Answer<DataOf<operations[Id]['responses']>>>;

/** Any operation's input, as the contract's types have let it pass. */
export interface AnyInput extends CallOptions {
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}
