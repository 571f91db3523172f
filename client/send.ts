import { attemptOnce, type Fetch, type Prepared } from './attempt.ts';
import type { Answer, CallOptions, Waiting } from './call.ts';
import { isOffline, untilOnline } from './online.ts';
import { NotSent, OutcomeUnknown, Problem } from './problem.ts';
import { nextStep, waitMs } from './retry.ts';
import { pause, TIME_OVER, within } from './within.ts';

/** Where an access token comes from. A function is asked once per call, and with `refresh` once more after a 401. */
export type Token = string | ((refresh: boolean) => string | Promise<string>);

export interface Sender {
  readonly fetch: Fetch;
  readonly token: Token;
}

const reasonOf = (problem: Problem | undefined): Waiting['because'] =>
  problem?.status === 429 ? 'throttled' : (problem?.code ?? 'no-answer');

/** Attempts, decides, waits, until there is an answer that counts or the time is over. */
export const send = async (
  { fetch, token }: Sender,
  prepared: Prepared,
  { signal: callers, deadlineMs, onWait }: CallOptions & { readonly deadlineMs: number },
): Promise<Answer<unknown>> => {
  const endMs = performance.now() + deadlineMs; // A clock that is set back must not prolong it.
  const remainingMs = () => endMs - performance.now();
  const { headers } = prepared;
  let isSent = false;
  let mayHaveHappened = false;
  let last: unknown;

  /** Whoever makes tokens may hang, and knows nothing of the signal. */
  const authorize = async (refresh: boolean, signal: AbortSignal) => {
    const ask = async () => (typeof token === 'string' ? token : token(refresh));
    headers.set('authorization', `Bearer ${await within(Infinity, signal, ask)}`);
  };

  const insist = async (signal: AbortSignal): Promise<Answer<unknown>> => {
    let canRenewToken = typeof token !== 'string';

    for (let attempt = 0; ; attempt += 1) {
      if (isOffline()) {
        onWait?.({ waitMs: remainingMs(), because: 'offline', attempt });
        await untilOnline(signal);
      }
      if (attempt === 0) await authorize(false, signal);

      isSent = true;
      try {
        return await attemptOnce(fetch, prepared, signal);
      } catch (error) {
        last = error;
      }
      const problem = last instanceof Problem ? last : undefined;
      const step = problem ? nextStep(problem, canRenewToken) : 'repeat';
      if (step === 'give-up') throw problem;
      if (step === 'renew-token') {
        canRenewToken = false;
        await authorize(true, signal);
        continue;
      }
      // Of a read nothing can have happened, and what was throttled has not come through.
      mayHaveHappened ||= prepared.method !== 'GET' && problem?.status !== 429;

      const ms = waitMs(attempt, problem?.retryAfterS ?? 0, Math.random());
      if (ms >= remainingMs()) throw TIME_OVER;
      onWait?.({ waitMs: ms, because: reasonOf(problem), attempt: attempt + 1 });
      await pause(ms, signal);
    }
  };

  try {
    return await within(deadlineMs, callers, insist);
  } catch (error) {
    if (error === TIME_OVER) throw isSent ? new OutcomeUnknown(last ?? error) : new NotSent();
    // An earlier attempt may have come through. That this one was turned away at the gate, or that there is no token for
    // it, is not how that one has ended.
    const isEnding = callers?.aborted || (error instanceof Problem && error.code);
    throw mayHaveHappened && !isEnding ? new OutcomeUnknown(error) : error;
  }
};
