import type { RecordEvent, Told } from './event.ts';

/** A change of a record, as it was found, before it has its place among what else happened. */
export interface Found {
  readonly tenant: string;
  readonly change: Omit<RecordEvent, 'atMs'>;
  /** When the record was changed before. */
  readonly notBeforeMs: number;
  /** @default - it does not say */
  readonly writtenAtMs: number | undefined;
  /** Whether that may be a little early. */
  readonly isEstimated: boolean;
}

export interface Look {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

/** Ten times what a function takes to read a request. */
const EARLY_MS_MAX = 20;

/** What is estimated to have been just before a request came, and not just after another, was its doing. */
const requestedAtMs = ({ tenant, writtenAtMs = 0 }: Found, held: readonly Told[]): number | undefined => {
  const near = held
    .filter((told) => told.tenant === tenant && told.event.kind === 'request')
    .map(({ event }) => event.atMs)
    .filter((atMs) => Math.abs(atMs - writtenAtMs) <= EARLY_MS_MAX);
  return near.some((atMs) => atMs <= writtenAtMs) ? undefined : near[0];
};

/** Who released a record answers that nothing happened: no later than that was it released. */
const answeredAtMs = ({ tenant, notBeforeMs }: Found, held: readonly Told[]): number | undefined =>
  held
    .filter((told) => told.tenant === tenant && told.event.atMs >= notBeforeMs)
    .flatMap(({ event }) => (event.kind === 'answer' ? [event] : []))
    .find(({ code, status }) => code === 'unavailable' || status === null)?.atMs;

/**
 * Gives a change its time: its own, or the nearest that it can have been. Never before the change that came before it, and
 * never after it was found.
 *
 * @param held what has happened and was not told yet
 */
export const place = (found: Found, held: readonly Told[], { startedAtMs, endedAtMs }: Look): Told => {
  const requested = found.isEstimated ? requestedAtMs(found, held) : undefined;
  const atMs = requested ?? found.writtenAtMs ?? answeredAtMs(found, held) ?? startedAtMs;
  return {
    tenant: found.tenant,
    event: { ...found.change, atMs: Math.min(endedAtMs, Math.max(found.notBeforeMs, atMs)) },
  };
};
