import type { LocalPayonce } from '../../../../local/local-payonce.ts';
import type { LedgerEntry } from '../../../../local/stripe/index.ts';
import { rawRequest } from '../../fixture/raw-request.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
  readonly json: any;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly key?: string;
  /** A string or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A tenant's program: sends with its token, each request over a socket of its own. */
export type Client = (call: Call) => Promise<Reply>;

const toText = (body: unknown): string | Buffer =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);

/** What the gateway does not answer as JSON (204, a refusal of Node's own server) has no `json`. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const send = async (url: string, { method, path, key, body, headers }: Call): Promise<Reply> => {
  const all = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...headers,
  };
  const answer = await rawRequest(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path,
    headers: Object.entries(all).flat(),
    ...(body !== undefined && { body: toText(body) }),
  });
  const text = answer.body.toString('utf8');
  return { status: answer.status, headers: answer.headers as Reply['headers'], text, json: parsed(text) };
};

/** @param scopes short names; @default - all of them */
export const clientOf = async (
  { url, issuer }: Pick<LocalPayonce, 'url' | 'issuer'>,
  tenant = 'acme',
  scopes?: readonly string[],
): Promise<Client> => {
  const { token } = await issuer.issueToken(tenant, scopes);
  return (call) => send(url, { ...call, headers: { authorization: `Bearer ${token}`, ...call.headers } });
};

/** The processor's own books, as `GET /local/processor` shows them. */
export const ledgerOf = async ({ url }: Pick<LocalPayonce, 'url'>): Promise<LedgerEntry[]> =>
  (await send(url, { path: '/local/processor' })).json;

/** What the books say about one charge: a status for each payment. */
export const movesOf = async (local: Pick<LocalPayonce, 'url'>, chargeId: string): Promise<string[]> =>
  (await ledgerOf(local)).filter((entry) => entry.chargeId === chargeId).map(({ status }) => status);

/** @throws Error when it cannot be armed: a test without its fault would show nothing */
export const arm = async ({ url }: Pick<LocalPayonce, 'url'>, fault: object): Promise<void> => {
  const { status, text } = await send(url, { path: '/local/faults', body: fault });
  if (status !== 204) throw new Error(text);
};
