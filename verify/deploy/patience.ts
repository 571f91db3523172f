import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until there is something, for as long as that makes sense. @throws Error saying what did not come */
export const until = async <Value>(
  what: string,
  { withinMs, everyMs = 1_000, signal }: { withinMs: number; everyMs?: number; signal?: AbortSignal },
  ask: () => Promise<Value | undefined>,
): Promise<Value> => {
  const endsAtMs = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() >= endsAtMs) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await sleep(everyMs, undefined, signal ? { signal } : {});
  }
};
