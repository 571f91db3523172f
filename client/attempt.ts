import type { Answer } from './call.ts';
import { parseJson } from './parse-json.ts';
import { Problem } from './problem.ts';
import { readRetryAfter } from './retry.ts';
import { within } from './within.ts';

/** A request as every attempt sends it. */
export interface Prepared {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Made once: what the caller does to the object afterwards must not make it another request. */
  readonly body: string | null;
  /** The only status that means that it is done. */
  readonly success: number;
}

/** Sends what `fetch` sends; it need not be the platform's own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** API Gateway answers within 30 s, whatever happens behind it: later than that, nothing will come over this socket. */
const ATTEMPT_MS = 35_000;

const read = async (
  { status, headers }: Response,
  text: string,
  success: number,
): Promise<Answer<unknown>> => {
  if (status >= 400)
    throw new Problem(status, parseJson(text), readRetryAfter(headers.get('retry-after'), Date.now()));
  const data = parseJson(text);
  // A hotel's log-in page says 200 to everything: it is no answer of the API.
  if (status !== success || (data === undefined && status !== 204))
    throw new Error(`Status ${status} is no answer to this.`);
  return {
    data,
    status,
    replayed: headers.get('idempotent-replayed') === 'true',
    etag: headers.get('etag'),
  };
};

/**
 * Sends it once.
 *
 * @throws Problem when the API says no; whatever went wrong on the way, also in the middle of the body
 */
export const attemptOnce = (
  fetch: Fetch,
  { url, success, ...request }: Prepared,
  signal: AbortSignal,
): Promise<Answer<unknown>> =>
  within(ATTEMPT_MS, signal, async (signal) => {
    // The API never redirects: whoever does is not to get the token.
    const response = await fetch(url, { ...request, signal, redirect: 'error' });
    return read(response, await response.text(), success);
  });
