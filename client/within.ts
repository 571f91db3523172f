/** What a piece of work is ended with when its time is over. */
export const TIME_OVER = new Error('No answer in time.');

/**
 * Waits for something that `begin` starts, and which the function that it returns ends: also when the signal comes
 * first. Nothing is left behind, neither a timer nor a listener.
 */
export const until = <T>(
  signal: AbortSignal | undefined,
  begin: (resolve: (value: T | PromiseLike<T>) => void, reject: (error: unknown) => void) => () => void,
): Promise<T> => {
  let end = () => {};
  return new Promise<T>((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
    const endWhatBegan = begin(resolve, reject);
    end = () => {
      signal?.removeEventListener('abort', abort);
      endWhatBegan();
    };
  }).finally(() => end());
};

export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  until(signal, (resolve) => {
    const timer = setTimeout(resolve, ms);
    return () => clearTimeout(timer);
  });

/** Some 24 days: a longer timer would go off at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;

/**
 * Gives work so much time; its signal tells it to stop, and is not waited for.
 *
 * @throws TIME_OVER
 */
export const within = <T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> =>
  until<T>(signal, (resolve, reject) => {
    const stop = new AbortController();
    const timer = setTimeout(reject, Math.min(ms, TIMER_MS_MAX), TIME_OVER);
    work(stop.signal).then(resolve, reject);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });
