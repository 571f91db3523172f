import type { Fetch } from './attempt.ts';
import type { AnyInput, Call } from './call.ts';
import type { operations } from './generated/openapi.ts';
import { OPERATIONS } from './generated/operations.ts';
import { type Operation, prepare } from './prepare.ts';
import { send, type Token } from './send.ts';

type Operations = typeof OPERATIONS;

/** A function for each operation of the contract that takes an access token: `client.charges.create`. */
export type Client = {
  readonly [Group in keyof Operations]: {
    readonly [Name in keyof Operations[Group] & string]: Call<`${Group}.${Name}` & keyof operations>;
  };
};

export interface ClientOptions {
  /** Where the API is; in a browser also relative to the page. */
  readonly baseUrl: string;
  readonly token: Token;
  /** @default - the platform's */
  readonly fetch?: Fetch;
  /** For a call with all its attempts. @default 90 s: after a crash a key is free again in 27 s, so that this sees it end */
  readonly deadlineMs?: number;
}

const mapped = <Value, Result>(
  values: Readonly<Record<string, Value>>,
  toResult: (value: Value) => Result,
): Readonly<Record<string, Result>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toResult(value)]));

const DEADLINE_MS = 90_000;

/**
 * Calls that are repeated, each with its own key, until there is an outcome or their time is over.
 *
 * @example
 * const payonce = createClient({ baseUrl: 'https://pay.example', token: () => session.accessToken() });
 * const { data } = await payonce.charges.create({ idempotencyKey, body: { amount: 4999, currency: 'EUR', paymentMethod } });
 */
export const createClient = ({
  baseUrl,
  token,
  fetch = (url, init) => globalThis.fetch(url, init),
  deadlineMs = DEADLINE_MS,
}: ClientOptions): Client => {
  const base = baseUrl.replace(/\/+$/, '');
  const call =
    (operation: Operation) =>
    async (input: AnyInput = {}) =>
      send({ fetch, token }, prepare(base, operation, input), {
        ...input,
        deadlineMs: input.deadlineMs ?? deadlineMs,
      });
  return mapped(OPERATIONS, (group) => mapped(group, call)) as unknown as Client;
};
