import type { RecordEvent } from '../../events/event.ts';

/** What happened to a record, in the words of the protocol. */
export type RecordChange = 'claimed' | 'taken-over' | 'released' | 'completed';

/** `null`: the record is as it was, as far as anybody here is concerned. */
export const recordChange = (before: RecordEvent | null, now: RecordEvent): RecordChange | null => {
  const known = before?.chargeId === now.chargeId ? before : null;
  if (known?.state === now.state && known.owner === now.owner) return null;
  if (now.state !== 'in-progress') return now.state;
  // Executing a released one again is a claim like the first: nothing had happened.
  return known?.state === 'in-progress' || (known === null && now.attempt > 1) ? 'taken-over' : 'claimed';
};

/** `12:00:05`, on the clock of whoever looks. */
export const clockTime = (atMs: number): string => new Date(atMs).toLocaleTimeString('en-GB');

export const secondsLeft = (untilMs: number | null, nowMs: number): number =>
  untilMs === null ? 0 : Math.max(0, Math.ceil((untilMs - nowMs) / 1000));

/** The state of a record as somebody would say it who does not know the word lease. */
export const recordInWords = (record: RecordEvent | null, isOwnerDead: boolean, nowMs: number): string => {
  if (record === null) return 'Nobody has asked with this key yet.';
  if (record.state === 'completed') return 'Done. Every further tap gets this same answer, for ever.';
  if (record.state === 'released') return 'It is certain that no money moved. The next tap starts again.';
  if (secondsLeft(record.leaseExpiresAtMs, nowMs) === 0)
    return 'The lease is over. The next request takes the payment over, and finds out.';
  const until = clockTime(record.leaseExpiresAtMs ?? nowMs);
  return isOwnerDead
    ? `Its function has crashed. Did the money move? Until ${until} nobody may touch it; then the next request takes over.`
    : `Somebody is working on it. Nobody else may until ${until}.`;
};
