import type { IdempotencyRecord } from '../../functions/idempotency/record.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';

/** Before and after: clocks differ, and the recovery comes minutes later. */
const MARGIN_MS = 5 * 60_000;

/** What CloudWatch Logs takes at once. */
const GROUPS_MAX = 50;

/**
 * How to find who else was at it. Log lines carry no key and no id of a charge (an incident does), but the start of the
 * request's fingerprint: the same for every request that says the same, with whatever key. A run of the recovery says how
 * many it has ended, not which.
 */
export const tellLogQuery = (
  { fingerprint, createdAtMs }: IdempotencyRecord,
  id: string,
  logGroups: readonly string[],
  nowMs: EpochMs,
): string => {
  const start = fingerprint.digest.slice(0, 8);
  if (logGroups.length === 0)
    return `Who was at it: look for "fingerprint":"${start}" in what \`npm start\` writes (LOG_FILE), and for ${id} in incidents. Requests that say the same with another key have the same fingerprint.`;
  const query =
    'fields @timestamp, message, operation, requestId, outcome, status, durationMs, incident ' +
    `| filter fingerprint = "${start}" or @message like "${id}" or (message = "recovery" and (settled > 0 or abandoned > 0)) ` +
    '| sort @timestamp asc';
  const groups = logGroups.slice(0, GROUPS_MAX).map((name) => `'${name}'`);
  return [
    'Who was at it, one line each: requests (those that say the same with another key have the same fingerprint), incidents, ' +
      'and the runs of the recovery that ended anything (they do not say what):',
    `   aws logs start-query --start-time ${Math.floor((createdAtMs - MARGIN_MS) / 1000)} --end-time ${Math.ceil((nowMs + MARGIN_MS) / 1000)} \\`,
    `     --query-string '${query}' \\`,
    `     --log-group-names ${groups.join(' ')}`,
    '   aws logs get-query-results --query-id …',
  ].join('\n');
};
