import type { Failure } from '../../functions/charges/charge.ts';
import type { Completed } from '../../functions/idempotency/record.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';
import { at } from './times.ts';

/** A charge or refund that has ended. */
export interface Ended {
  readonly failure: Failure | null;
  readonly updatedAtMs: EpochMs;
}

/**
 * How long an attempt may last, and then some: one that ends that close after the time from which it is settled may have
 * begun before.
 */
const LONGEST_ATTEMPT_MS = 60_000;

interface Reply {
  readonly updatedAt?: string;
  readonly instance?: string;
}

const replyOf = ({ response }: Completed): Reply => JSON.parse(response.body) as Reply;

/** When it ended. A reply that shows the thing says it; of one that failed, nothing is changed afterwards. */
const endedAtMs = ({ updatedAtMs }: Ended, record: Completed): EpochMs => {
  const { updatedAt } = replyOf(record);
  return updatedAt === undefined ? updatedAtMs : Date.parse(updatedAt);
};

const isAbandoned = ({ failure }: Ended): boolean => /-abandoned$/.test(failure?.code ?? '');

const whoEnded = (ended: Ended, record: Completed, timeMs: EpochMs, what: 'charge' | 'refund'): string => {
  const { attempt, settleAtMs } = record;
  const isLate = settleAtMs !== null && timeMs >= settleAtMs;
  if (isAbandoned(ended) && (attempt === 1 || what === 'refund'))
    return 'by the recovery or by a late repeat (the item does not say which), one write: nothing had been done at the processor.';
  if (isAbandoned(ended))
    return (
      'by the recovery, a late repeat or an event of the processor (the item does not say which): either the processor was ' +
      'asked and confirmed that no money had moved and none will, or the last attempt had ended before it began.'
    );
  if (attempt === 1) return 'by the attempt that had claimed it.';
  if (!isLate) return 'by a repeat of the request, which had taken it up.';
  if (what === 'refund')
    return 'by a repeat of the request or by the recovery, which resumed it (the item does not say which).';
  return timeMs - settleAtMs < LONGEST_ATTEMPT_MS
    ? 'by a repeat that resumed it or by whoever settled it: too close to the time from which on it is settled to tell from the item.'
    : 'by whoever settled it: the recovery, a late repeat or an event of the processor (the item does not say which). Nothing was paid then: the processor was asked.';
};

/** When and by whom it was ended, as far as the item can tell. */
export const tellEnding = (ended: Ended, record: Completed, what: 'charge' | 'refund'): string => {
  const timeMs = endedAtMs(ended, record);
  const { instance } = replyOf(record);
  const named = instance === undefined ? '' : ` The occasion's request id: ${instance}.`;
  return `It was completed at ${at(timeMs, record.createdAtMs)} ${whoEnded(ended, record, timeMs, what)}${named}`;
};
