import type { RequestLine, Telemetry } from '../../functions/shared/telemetry.ts';

export interface RecordedTelemetry extends Telemetry {
  readonly requests: RequestLine[];
  readonly failures: unknown[];
  readonly incidents: string[];
}

export const recordedTelemetry = (): RecordedTelemetry => {
  const requests: RequestLine[] = [];
  const failures: unknown[] = [];
  const incidents: string[] = [];
  return {
    requests,
    failures,
    incidents,
    request: (line) => requests.push(line),
    failure: (_operation, _requestId, error) => failures.push(error),
    incident: (name) => incidents.push(name),
  };
};
