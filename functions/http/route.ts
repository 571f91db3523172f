import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { isPassing } from '../shared/passing.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import type { World } from '../shared/world.ts';
import { answerOne, type Outcome, refused } from './answer-one.ts';
import { type Call, deadlineOf, type Event, readBody, readTenant, type Schema } from './call.ts';
import { isProblem, type Problem, problem } from './problem.ts';
import { type Reply, replyToResult } from './respond.ts';

export interface RouteDependencies {
  readonly documentClient: DynamoDBDocumentClient;
  readonly world: World;
  readonly telemetry: Telemetry;
  /** The claim of the access token that names the tenant. */
  readonly tenantClaim: string;
}

export type RouteHandler = (
  event: Event,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<APIGatewayProxyStructuredResultV2>;

const ourMistake = problem(
  'internal-error',
  'This is our mistake. Repeat the request unchanged, with the same key if it has one.',
);

const databaseSilent = problem('unavailable', 'The database does not answer. Repeat the request unchanged.', {
  retryAfterS: 5,
});

/** Does once what every route needs: who is asking, the answer's form, one log line, and no error gets past it. */
export const answered =
  (
    { world, telemetry, tenantClaim }: RouteDependencies,
    name: string,
    respond: (event: Event, call: Call<undefined>) => Promise<Outcome>,
  ): RouteHandler =>
  (event, context) => {
    const nowMs = world.clock();
    const requestId = event.requestContext.requestId;

    const respondToTenant = async (): Promise<Outcome> => {
      const tenant = readTenant(event, tenantClaim);
      if (typeof tenant !== 'string') return refused(tenant, requestId);
      return respond(event, {
        tenant,
        path: (event.pathParameters ?? {}) as Record<string, string>,
        query: (event.queryStringParameters ?? {}) as Record<string, string>,
        ifMatch: event.headers['if-match'],
        body: undefined,
        requestId,
        nowMs,
        deadlineMs: deadlineOf(context, nowMs),
      });
    };
    return answerOne({ telemetry, clock: world.clock, name, requestId }, respondToTenant, () => ourMistake);
  };

/** Runs what can be repeated at will: a database that does not answer is told to the client as that. */
export const unlessSilent = async <Body, Result>(
  { telemetry }: RouteDependencies,
  name: string,
  call: Call<Body>,
  run: (call: Call<Body>) => Promise<Result>,
): Promise<Result | Problem> => {
  try {
    return await run(call);
  } catch (error) {
    if (!isPassing(error)) throw error;
    telemetry.failure(name, call.requestId, error);
    return databaseSilent;
  }
};

/** A route that reads, or whose method is idempotent by nature (GET, PUT, DELETE): it needs no key and ignores one. */
export const route = <Body = undefined>(
  dependencies: RouteDependencies,
  name: string,
  run: (call: Call<Body>) => Promise<Reply | Problem>,
  schema?: Schema<Body>,
): RouteHandler =>
  answered(dependencies, name, async (event, call) => {
    const parsed = schema === undefined ? { body: undefined as Body } : readBody(event, schema);
    if (isProblem(parsed)) return refused(parsed, call.requestId);
    const reply = await unlessSilent(dependencies, name, { ...call, body: parsed.body }, run);
    return isProblem(reply)
      ? refused(reply, call.requestId)
      : { outcome: 'ok', result: replyToResult(reply) };
  });
