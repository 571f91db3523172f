import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { answerOne, type Outcome, refused } from '../http/answer-one.ts';
import { type Problem, problem } from '../http/problem.ts';
import { wired } from '../http/wired.ts';
import { systemClock } from '../shared/clock.ts';
import { createTelemetry } from '../shared/powertools-telemetry.ts';
import type { Telemetry } from '../shared/telemetry.ts';

/** What a route that anybody may call knows of a request: there is no token, so there is no tenant. */
export type OpenEvent = Pick<APIGatewayProxyEventV2, 'headers' | 'pathParameters' | 'requestContext'>;

export type OpenHandler = (event: OpenEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/** How long anybody may keep a page of the contract: an hour after a deployment everybody has the new one. */
const PUBLIC_MAX_AGE_S = 3600;

export interface Page {
  readonly kind: 'page';
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const toResult = ({ contentType, body, headers }: Page): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 200,
  headers: {
    'content-type': contentType,
    'cache-control': `public, max-age=${PUBLIC_MAX_AGE_S}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  },
  body,
});

const ourMistake = problem('internal-error', 'This is our mistake. Repeat the request.');

/** A `GET` without a token: its answer is the same for everybody. One log line, and no error gets past it. */
export const openRoute =
  (telemetry: Telemetry, name: string, answer: (event: OpenEvent) => Page | Problem): OpenHandler =>
  (event) => {
    const requestId = event.requestContext.requestId;
    const respond = async (): Promise<Outcome> => {
      const answered = answer(event);
      return answered.kind === 'page'
        ? { outcome: 'ok', result: toResult(answered) }
        : refused(answered, requestId);
    };
    return answerOne({ telemetry, clock: systemClock, name, requestId }, respond, () => ourMistake);
  };

/** The Lambda entry of an open route. */
export const openLambda = (wire: (telemetry: Telemetry) => OpenHandler): OpenHandler =>
  wired(() => wire(createTelemetry()));
