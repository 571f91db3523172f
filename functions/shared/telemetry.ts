/** What is said about one request. No key, token, body value or address is ever part of it. */
export interface RequestLine {
  readonly operation: string;
  readonly requestId: string;
  readonly status: number;
  /** How the idempotency layer answered (`first`, `again`, `takeover`, `settle`, `replayed`, `fenced-out`), or the problem's code. */
  readonly outcome: string;
  readonly durationMs: number;
  /** The first 8 characters of the request's fingerprint. */
  readonly fingerprint?: string;
}

/** What one run of the recovery found and did. */
export interface RecoveryLine {
  readonly due: number;
  readonly settled: number;
  readonly abandoned: number;
  readonly stillOpen: number;
  readonly notDue: number;
  readonly left: number;
  readonly failed: number;
  readonly oldestDueMs: number;
}

/** All that is said to those who run this: log lines and metrics. */
export interface Telemetry {
  /** Runs one request; everything logged meanwhile carries `requestId`. */
  readonly follow: <T>(requestId: string, run: () => Promise<T>) => Promise<T>;
  readonly request: (line: RequestLine) => void;
  readonly recovery: (line: RecoveryLine) => void;
  /** What became of one item that nobody had come back for. */
  readonly settled: (
    operation: string,
    requestId: string,
    item: { readonly id: string; readonly outcome: string },
  ) => void;
  /** Our own mistake, or a dependency's: nothing that the client did. */
  readonly failure: (operation: string, requestId: string, error: unknown) => void;
  /** Money or an order is not as the protocol says. Somebody must look. */
  readonly incident: (name: string, subject: Readonly<Record<string, string | number | null>>) => void;
}
