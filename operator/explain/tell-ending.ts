import type { Failure } from '../../functions/charges/charge.ts';
import type { Completed } from '../../functions/idempotency/record.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';
import {
  isAbandonment,
  latestPurpose,
  type Purpose,
  saysWho,
  type Telling,
  whoFollowed,
} from './tell-attempts.ts';
import { at } from './times.ts';

/** A charge or refund that has ended. */
export interface Ended {
  readonly failure: Failure | null;
  readonly updatedAtMs: EpochMs;
}

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

/** As far as it follows from the times: a record that older code wrote says no more. */
const whoMayHaveEnded = (ended: Ended, { attempt, settleAtMs }: Completed, timeMs: EpochMs): string => {
  if (attempt === 1 && !isAbandoned(ended)) return 'by the attempt that had claimed it.';
  if (settleAtMs !== null && timeMs < settleAtMs) return 'by a repeat of the request, which had taken it up.';
  return 'by a repeat of the request, the recovery or an event of the processor: an older version wrote it, which did not keep by which.';
};

const WHICH: Readonly<Record<Exclude<Purpose, 'claim'>, string>> = {
  'execute-again': ', which had executed it again',
  resume: ', which had resumed it',
  settle: ', which settled it. Nothing was paid then: the processor was asked',
  unknown: '',
};

const whoEnded = (ended: Ended, record: Completed, timeMs: EpochMs, telling: Telling): string => {
  const { attempt, by, requestId } = record;
  if (isAbandonment(record))
    return `by ${whoFollowed(by, requestId)}, in one write: nothing had been done at the processor.`;
  const purpose = latestPurpose(record, telling);
  // Such an attempt abandons nothing: it had released the item, and older code has ended that since.
  const isStale = isAbandoned(ended) && (purpose === 'claim' || purpose === 'execute-again');
  if (!saysWho(record) || isStale) return whoMayHaveEnded(ended, record, timeMs);
  if (purpose === 'claim') return 'by the attempt that had claimed it.';
  return `by attempt ${attempt}, ${whoFollowed(by, undefined)}${WHICH[purpose]}.`;
};

/** When and by whom it was ended. */
export const tellEnding = (ended: Ended, record: Completed, telling: Telling): string => {
  const timeMs = endedAtMs(ended, record);
  const { instance } = replyOf(record);
  const named =
    instance === undefined || instance === record.requestId ? '' : ` The occasion's request id: ${instance}.`;
  return `It was completed at ${at(timeMs, record.createdAtMs)} ${whoEnded(ended, record, timeMs, telling)}${named}`;
};
