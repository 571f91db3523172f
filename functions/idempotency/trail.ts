import type { EpochMs } from '../shared/clock.ts';
import type { InProgress, Released } from './record.ts';

/** Who makes an attempt: whoever sent the request, the recovery, an event of the processor, or the receipts' function. */
export type Actor = 'request' | 'recovery' | 'webhook' | 'receipts';

/** How an attempt began, as far as its record says: records that older code wrote say nothing of it. */
export interface Beginning {
  /** Left out by a first attempt of `request`: most records never have another. */
  readonly by?: Actor;
  /** Left out by a first attempt, which begins when its record is created. */
  readonly startedAtMs?: EpochMs;
  /** Leads from the record to the logs. Of an attempt that crashed nothing else does. */
  readonly requestId?: string;
}

/** An attempt that another one has followed. */
export interface PastAttempt extends Beginning {
  readonly owner: string;
  readonly attempt: number;
  /** Nobody followed it before. `null`: it had released the record, certain that nothing had happened. */
  readonly leaseExpiresAtMs: EpochMs | null;
}

/**
 * What is kept when there are more: the first, which may have moved the money, and the latest. With UUIDs an attempt is 160
 * bytes, so that ten of them are 1.6 KB of the item's 400, two write units more than none. The recovery comes every
 * minute while a processor does not answer: without a bound an outage of two days would fill the item.
 */
export const FIRST_KEPT = 1;
export const LATEST_KEPT = 9;

/** Who makes an attempt now. */
export interface Beginner {
  readonly by: Actor;
  readonly requestId: string;
}

/** A first attempt's part of its record: no more than it alone knows. */
export const firstBeginning = ({ by, requestId }: Beginner): Beginning =>
  by === 'request' ? { requestId } : { by, requestId };

const pastOf = (seen: InProgress | Released): PastAttempt => {
  const { owner, attempt, by, startedAtMs, requestId } = seen;
  return {
    owner,
    attempt,
    leaseExpiresAtMs: seen.state === 'in-progress' ? seen.leaseExpiresAtMs : null,
    // DynamoDB's client refuses members that are undefined.
    ...(by === undefined ? {} : { by }),
    ...(startedAtMs === undefined ? {} : { startedAtMs }),
    ...(requestId === undefined ? {} : { requestId }),
  };
};

/** The part of a record that says who follows what was seen, and who had been at it until then. */
export const following = (seen: InProgress | Released, { by, requestId }: Beginner, nowMs: EpochMs) => {
  const all = [...(seen.earlier ?? []), pastOf(seen)];
  const isTooLong = all.length > FIRST_KEPT + LATEST_KEPT;
  const earlier = isTooLong ? [...all.slice(0, FIRST_KEPT), ...all.slice(-LATEST_KEPT)] : all;
  return { by, requestId, startedAtMs: nowMs, earlier };
};
