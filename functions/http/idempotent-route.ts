import { FINGERPRINT_VERSION } from '../idempotency/fingerprint.ts';
import { type Answer, fingerprinter, idempotent, type Operation } from '../idempotency/index.ts';
import { type Outcome, refused } from './answer-one.ts';
import { type Call, readBody, readKey, type Schema } from './call.ts';
import { isProblem, type Problem, problem } from './problem.ts';
import { toResult } from './respond.ts';
import { answered, type RouteDependencies, type RouteHandler, unlessSilent } from './route.ts';

/**
 * A POST: performs its operation once per tenant and idempotency key, and replays the first answer ever after.
 *
 * @param schema may only ever be loosened: what was accepted once must be accepted when it is repeated
 */
export const idempotentRoute = <Body, Item extends object>(
  dependencies: RouteDependencies,
  operation: Operation<Body, Item, Problem>,
  schema: Schema<Body>,
): RouteHandler => idempotentRouteFor(dependencies, operation.name, schema, async () => operation);

/**
 * A POST about something that must be there first.
 *
 * @param prepare reads it, and says what is to be done or why nothing can be. It stores nothing, and what it refuses
 *   does not use the key up
 */
export const idempotentRouteFor = <Body, Item extends object>(
  dependencies: RouteDependencies,
  name: string,
  schema: Schema<Body>,
  prepare: (call: Call<undefined>) => Promise<Operation<Body, Item, Problem> | Problem>,
): RouteHandler =>
  answered(dependencies, name, async (event, call) => {
    const key = readKey(event);
    if (isProblem(key)) return refused(key, call.requestId);
    const parsed = readBody(event, schema);
    if (isProblem(parsed)) return refused(parsed, call.requestId);
    const operation = await unlessSilent(dependencies, name, call, prepare);
    if (isProblem(operation)) return refused(operation, call.requestId);

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
  if (answer.kind === 'executed') return { outcome: answer.attempt, result: toResult(answer.response) };
  if (answer.kind === 'replayed')
    return {
      outcome: answer.isFencedOut ? 'fenced-out' : 'replayed',
      result: toResult(answer.response, { 'idempotent-replayed': 'true' }),
    };
  return refused(toProblem(answer, path), requestId);
};

/** Why there is no definitive answer now, and what the client can do about it. */
const toProblem = (
  answer: Exclude<Answer<Problem>, { kind: 'executed' | 'replayed' }>,
  path: string,
): Problem => {
  switch (answer.kind) {
    case 'refused':
      return answer.refusal;
    case 'mismatch':
      return problem(
        'idempotency-key-reused',
        `This key was used with another request. Look at what it did (GET ${path}?idempotencyKey=…) before you send anything anew.`,
      );
    case 'in-progress':
      return problem(
        'request-in-progress',
        'The same request is being worked on. Repeat it unchanged to get its answer.',
        answer,
      );
    case 'unknown':
      return problem(
        'outcome-unknown',
        'It is not known yet whether this happened. Repeat it unchanged, with the same key: it will not happen twice.',
        answer,
      );
    case 'unavailable':
      return problem(
        'unavailable',
        'This attempt did nothing. Repeat the request unchanged, with the same key.',
        answer,
      );
  }
};
