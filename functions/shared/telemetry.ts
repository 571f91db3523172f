import { Logger } from '@aws-lambda-powertools/logger';

/** What is said about one request. No key, token, body value or address is ever part of it. */
export interface RequestLine {
  readonly operation: string;
  readonly requestId: string;
  readonly status: number;
  /** How the idempotency layer answered, or the problem's code. */
  readonly outcome: string;
  readonly durationMs: number;
  /** The first 8 characters of the request's fingerprint. */
  readonly fingerprint?: string;
}

export interface Telemetry {
  readonly request: (line: RequestLine) => void;
  /** Our own mistake, or a dependency's: nothing that the client did. */
  readonly failure: (operation: string, requestId: string, error: unknown) => void;
  /** Money or an order is not as the protocol says. Somebody must look. */
  readonly incident: (name: string, subject: Readonly<Record<string, string | number | null>>) => void;
}

const FRAMES_MAX = 4;

/** Where it happened. A stack begins with the message, which may have lines of its own. */
const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim());

/** Names and codes of an error and its causes. Messages of strangers may quote what they were given: left out. */
const describe = (error: unknown, depth = 0): Record<string, unknown> =>
  error instanceof Error
    ? {
        name: error.name,
        ...('code' in error ? { code: String(error.code) } : {}),
        ...(error.stack === undefined
          ? {}
          : {
              at: framesOf(error.stack),
            }),
        ...(error.cause !== undefined && depth < 3 ? { cause: describe(error.cause, depth + 1) } : {}),
      }
    : { name: typeof error };

/** One JSON line per request on standard output, where Lambda's log group takes it up. */
export const createTelemetry = (): Telemetry => {
  const logger = new Logger({ serviceName: 'payonce' });
  return {
    request: (line) => logger.info('request', { ...line }),
    failure: (operation, requestId, error) =>
      logger.error('failure', { operation, requestId, failure: describe(error) }),
    incident: (name, subject) => logger.critical('incident', { incident: name, ...subject }),
  };
};
