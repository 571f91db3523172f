/** Milliseconds since the Unix epoch. */
export type EpochMs = number;

/** The time, passed in wherever it decides something, so that tests and simulations can hold it. */
export type Clock = () => EpochMs;

/** The machine's own clock: the only place in `functions/` that reads it. */
export const systemClock: Clock = () => Date.now();

/** `1767225600000` → `2026-01-01T00:00:00.000Z` (RFC 3339, UTC). */
export const toTimestamp = (timeMs: EpochMs): string => new Date(timeMs).toISOString();
