import { isPassing } from '../../functions/shared/passing.ts';
import type { Telemetry } from '../../functions/shared/telemetry.ts';

/** A failure that a fault explains: DynamoDB was not to be reached. */
export const isExplained = (error: unknown): boolean =>
  isPassing(error) || (error instanceof Error && error.name === 'StoreUnavailable');

export type Subject = Parameters<Telemetry['incident']>[1];

/**
 * Says nothing of what goes well.
 *
 * @param mistake hears of every alarm without a reason, and of every failure that no fault explains
 */
export const telemetryOf = (
  mistake: (detail: string) => void,
  isTrueAlarm: (name: string, subject: Subject) => boolean,
): Telemetry => ({
  follow: (_requestId, run) => run(),
  request: () => {},
  recovery: () => {},
  settled: () => {},
  failure: (operation, _requestId, error) => {
    if (!isExplained(error)) mistake(`${operation}: ${error}`);
  },
  incident: (name, subject) => {
    if (!isTrueAlarm(name, subject)) mistake(`${name} ${JSON.stringify(subject)}`);
  },
});
