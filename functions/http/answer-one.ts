import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Clock } from '../shared/clock.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import type { Problem } from './problem.ts';
import { problemToResult } from './respond.ts';

/** What goes to the client, and what the log says of it. */
export interface Outcome {
  readonly outcome: string;
  readonly result: APIGatewayProxyStructuredResultV2;
  readonly fingerprint?: string;
}

export const refused = (reason: Problem, requestId: string): Outcome => ({
  outcome: reason.code,
  result: problemToResult(reason, requestId),
});

interface Request {
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** The operation. */
  readonly name: string;
  readonly requestId: string;
}

/**
 * Answers one request: with one log line, and no error gets past it.
 *
 * @param explain what to say to the client about an error
 */
export const answerOne = async (
  { telemetry, clock, name, requestId }: Request,
  respond: () => Promise<Outcome>,
  explain: (error: unknown) => Problem,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const startedAtMs = clock();
  const respondOrExplain = async (): Promise<Outcome> => {
    try {
      return await respond();
    } catch (error) {
      telemetry.failure(name, requestId, error);
      return refused(explain(error), requestId);
    }
  };
  const { result, ...said } = await telemetry.follow(requestId, respondOrExplain);
  const status = result.statusCode ?? 200;
  telemetry.request({ operation: name, requestId, status, durationMs: clock() - startedAtMs, ...said });
  return result;
};
