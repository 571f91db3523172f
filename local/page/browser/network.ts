/** One way. Long enough that an impatient thumb comes down again. */
const SLOW_MS = 2_000;

/** Waits, unless it is stopped: then it throws what `fetch` throws. */
const pause = (ms: number, signal?: AbortSignal | null): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });

/** A network that takes its time, on the way there and on the way back. */
export const slow =
  (send: typeof fetch): typeof fetch =>
  async (address, init) => {
    await pause(SLOW_MS, init?.signal);
    const answer = await send(address, init);
    await pause(SLOW_MS, init?.signal);
    return answer;
  };

/** The whole difference between the two lanes: no `Idempotency-Key`, and the endpoint that does without. */
export const withoutKey =
  (send: typeof fetch): typeof fetch =>
  (address, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('idempotency-key');
    const { origin, pathname } = new URL(String(address), location.origin);
    return send(`${origin}/local/without-key${pathname}`, { ...init, headers });
  };
