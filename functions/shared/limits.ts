/**
 * Every time-out and size that more than one part must agree on. `infra` builds from it, `functions` run by it.
 *
 *     processor call  <  function  <  integration  <  gateway
 *
 * Each outlives what it waits for, so that the innermost to fail is also the one that can still tell the truth.
 */
export const DEFAULT_FUNCTION_TIMEOUT_S = 25;

/** How long API Gateway waits for a function before it answers 503 itself. */
export const INTEGRATION_TIMEOUT_S = 29;

/** The hard limit of an HTTP API: it cannot be raised. */
export const GATEWAY_TIMEOUT_S = 30;

/**
 * The longest that one call to the processor may take. A fifth of the function's time is left for writing the
 * outcome down: an answer that arrives when there is no time left to store it is worth nothing.
 */
export const processorTimeoutMs = (functionTimeoutS: number): number => functionTimeoutS * 800;

/** Added to every lease for clocks that differ between machines. Correctness never depends on it. */
export const CLOCK_SKEW_MS = 2_000;

/**
 * How old an unfinished charge must be before it is settled instead of resumed. Five minutes: longer than any
 * client's own retries, far shorter than the processor's memory of a key.
 */
export const DEFAULT_SETTLE_AFTER_S = 300;

/** The largest request body, in bytes of UTF-8. A hundred order items with metadata fit four times over. */
export const BODY_BYTES_MAX = 64 * 1024;
