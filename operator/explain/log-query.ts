import type { IdempotencyRecord } from '../../functions/idempotency/record.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';

/** Before and after: clocks differ, and the recovery comes minutes later. */
const MARGIN_MS = 5 * 60_000;

/** What CloudWatch Logs takes at once. */
const GROUPS_MAX = 50;

/** Of each attempt that the record keeps: a function that died has written no line, but the access log has one. */
const requestIdsOf = ({ requestId, earlier = [] }: IdempotencyRecord): string[] => [
  ...new Set([...earlier.map((past) => past.requestId), requestId].filter((id) => id !== undefined)),
];

/**
 * How to find what the logs have of it. A line about a request carries no key and no id of a charge, but its request id and
 * the start of the request's fingerprint: the same for every request that says the same, with whatever key.
 */
export const tellLogQuery = (
  record: IdempotencyRecord,
  id: string,
  logGroups: readonly string[],
  nowMs: EpochMs,
): string => {
  const start = record.fingerprint.digest.slice(0, 8);
  const requestIds = requestIdsOf(record);
  if (logGroups.length === 0)
    return `In the logs: look for "fingerprint":"${start}" in what \`npm start\` writes (LOG_FILE), and for ${[id, ...requestIds].join(', ')}. Requests that say the same with another key have the same fingerprint.`;
  const byRequestId = requestIds.map((requestId) => ` or requestId = "${requestId}"`).join('');
  const query =
    'fields @timestamp, message, operation, requestId, outcome, status, durationMs, incident ' +
    `| filter fingerprint = "${start}" or @message like "${id}"${byRequestId} | sort @timestamp asc`;
  const groups = logGroups.slice(0, GROUPS_MAX).map((name) => `'${name}'`);
  return [
    'In the logs, one line each: requests (those that say the same with another key have the same fingerprint), incidents, and ' +
      'what the recovery did:',
    `   aws logs start-query --start-time ${Math.floor((record.createdAtMs - MARGIN_MS) / 1000)} --end-time ${Math.ceil((nowMs + MARGIN_MS) / 1000)} \\`,
    `     --query-string '${query}' \\`,
    `     --log-group-names ${groups.join(' ')}`,
    '   aws logs get-query-results --query-id …',
  ].join('\n');
};
