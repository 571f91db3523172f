import type { Throttle } from '../template/model.ts';

/**
 * A token bucket, as API Gateway's limits are: `burst` requests at once, refilled at `ratePerS`.
 *
 * @param throttle @default - nothing is limited
 */
export const createThrottle = (throttle: Throttle | undefined, clock: () => number): (() => boolean) => {
  if (throttle === undefined) return () => true;
  const { ratePerS, burst } = throttle;
  let tokens = burst;
  let refilledAtMs = clock();
  return () => {
    const nowMs = clock();
    // A clock that is set back takes nothing away.
    tokens = Math.min(burst, tokens + (Math.max(0, nowMs - refilledAtMs) / 1000) * ratePerS);
    refilledAtMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
