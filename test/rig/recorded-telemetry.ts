import type { RecoveryLine, RequestLine, Telemetry } from '../../functions/shared/telemetry.ts';

export interface RecordedTelemetry extends Telemetry {
  readonly requests: RequestLine[];
  readonly failures: unknown[];
  readonly incidents: string[];
  readonly recoveries: RecoveryLine[];
}

export const recordedTelemetry = (): RecordedTelemetry => {
  const requests: RequestLine[] = [];
  const failures: unknown[] = [];
  const incidents: string[] = [];
  const recoveries: RecoveryLine[] = [];
  return {
    requests,
    failures,
    incidents,
    recoveries,
    follow: (_requestId, run) => run(),
    request: (line) => requests.push(line),
    settled: () => undefined,
    recovery: (line) => recoveries.push(line),
    failure: (_operation, _requestId, error) => failures.push(error),
    incident: (name) => incidents.push(name),
  };
};
