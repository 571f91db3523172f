import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { FINGERPRINT_VERSION } from '../idempotency/fingerprint.ts';
import { type Answer, fingerprinter, idempotent, type Operation } from '../idempotency/index.ts';
import { isPassing } from '../shared/passing.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import type { World } from '../shared/world.ts';
import { type Call, deadlineOf, type Event, readBody, readKey, readTenant, type Schema } from './call.ts';
import { isProblem, type Problem, problem } from './problem.ts';
import { problemToResult, type Reply, replyToResult, toResult } from './respond.ts';

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

const databaseSilent = problem('unavailable', 'The database does not answer. Repeat the request unchanged.', {
  retryAfterS: 5,
});

type Outcome = {
  readonly outcome: string;
  readonly result: APIGatewayProxyStructuredResultV2;
  fingerprint?: string;
};

/** Does once what every route needs: who is asking, the answer's form, one log line, and no error gets past it. */
const answered =
  (
    { world, telemetry, tenantClaim }: RouteDependencies,
    name: string,
    respond: (event: Event, call: Call<undefined>) => Promise<Outcome>,
  ): RouteHandler =>
  async (event, context) => {
    const nowMs = world.clock();
    const requestId = event.requestContext.requestId;
    const fail = (reason: Problem): Outcome => ({
      outcome: reason.code,
      result: problemToResult(reason, requestId),
    });

    const respondOrFail = async (): Promise<Outcome> => {
      const tenant = readTenant(event, tenantClaim);
      if (typeof tenant !== 'string') return fail(tenant);
      try {
        return await respond(event, {
          tenant,
          path: (event.pathParameters ?? {}) as Record<string, string>,
          query: (event.queryStringParameters ?? {}) as Record<string, string>,
          ifMatch: event.headers['if-match'],
          body: undefined,
          requestId,
          nowMs,
          deadlineMs: deadlineOf(context, nowMs),
        });
      } catch (error) {
        telemetry.failure(name, requestId, error);
        if (isPassing(error)) return fail(databaseSilent);
        return fail(
          problem(
            'internal-error',
            'This is our mistake. Repeat the request unchanged, with the same key if it has one.',
          ),
        );
      }
    };

    const { outcome, result, fingerprint } = await respondOrFail();
    telemetry.request({
      operation: name,
      requestId,
      status: result.statusCode ?? 200,
      outcome,
      durationMs: world.clock() - nowMs,
      ...(fingerprint === undefined ? {} : { fingerprint }),
    });
    return result;
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
    const reply = isProblem(parsed) ? parsed : await run({ ...call, body: parsed.body });
    return isProblem(reply)
      ? { outcome: reply.code, result: problemToResult(reply, call.requestId) }
      : { outcome: 'ok', result: replyToResult(reply) };
  });

/** A POST: performs its operation once per tenant and idempotency key, and replays the first answer ever after. */
export const idempotentRoute = <Body, Item extends object>(
  dependencies: RouteDependencies,
  operation: Operation<Body, Item, Problem>,
  schema: Schema<Body>,
): RouteHandler =>
  answered(dependencies, operation.name, async (event, call) => {
    const refuse = (reason: Problem): Outcome => ({
      outcome: reason.code,
      result: problemToResult(reason, call.requestId),
    });
    const key = readKey(event);
    if (isProblem(key)) return refuse(key);
    const parsed = readBody(event, schema);
    if (isProblem(parsed)) return refuse(parsed);

    const fingerprintIn = fingerprinter({
      method: event.requestContext.http.method,
      route: event.routeKey.split(' ').at(-1) ?? '',
      pathParameters: call.path,
      body: parsed.received,
    });
    const request = { ...call, ...key, body: parsed.body, fingerprintIn };
    const answer = await idempotent(dependencies, operation, request);
    const fingerprint = fingerprintIn(FINGERPRINT_VERSION)?.digest.slice(0, 8) ?? '';
    return { ...toOutcome(answer, event.rawPath, call.requestId), fingerprint };
  });

const toOutcome = (answer: Answer<Problem>, path: string, requestId: string): Outcome => {
  const refused = (reason: Problem): Outcome => ({
    outcome: reason.code,
    result: problemToResult(reason, requestId),
  });
  switch (answer.kind) {
    case 'executed':
      return { outcome: answer.attempt, result: toResult(answer.response) };
    case 'replayed':
      return { outcome: 'replayed', result: toResult(answer.response, { 'idempotent-replayed': 'true' }) };
    case 'refused':
      return refused(answer.refusal);
    case 'mismatch':
      return refused(
        problem(
          'idempotency-key-reused',
          `This Idempotency-Key was used with another request. Look at what it did, with GET ${path}?idempotencyKey=…, before you send anything anew.`,
        ),
      );
    case 'in-progress':
      return refused(
        problem(
          'request-in-progress',
          'The same request is being worked on. Repeat it unchanged to get its answer.',
          {
            retryAfterS: answer.retryAfterS,
          },
        ),
      );
    case 'unknown':
      return refused(
        problem(
          'outcome-unknown',
          'It is not known yet whether this happened. Repeat it unchanged, with the same key: it will not happen twice.',
          { retryAfterS: answer.retryAfterS },
        ),
      );
    case 'unavailable':
      return refused(
        problem('unavailable', 'This attempt did nothing. Repeat the request unchanged, with the same key.', {
          retryAfterS: answer.retryAfterS,
        }),
      );
  }
};
