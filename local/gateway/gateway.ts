import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultStore } from '../faults/fault-store.ts';
import type { Invocation, InvocationResult } from '../sandbox/invocation.ts';
import type { Route, Template } from '../template/model.ts';
import {
  type Answer,
  gatewayAnswer,
  INTERNAL_SERVER_ERROR,
  SERVICE_UNAVAILABLE,
  send,
  toAnswer,
} from './answer.ts';
import type { Authorize } from './authorizer.ts';
import { readBody } from './body.ts';
import { createCors } from './cors.ts';
import { toEvent } from './event.ts';
import { createRouter, type Match } from './routing.ts';
import type { Observe, Seen } from './seen.ts';
import { createThrottle } from './throttle.ts';

export interface GatewayOptions {
  readonly template: Pick<Template, 'routes' | 'throttle' | 'cors'>;
  readonly authorize: Authorize;
  readonly faults: FaultStore;
  readonly invoke: (functionId: string, invocation: Invocation) => Promise<InvocationResult>;
  readonly clock: () => number;
  /** @default - nobody looks */
  readonly observe?: Observe;
}

export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Outcome = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'drop' };

const BAD_REQUEST = gatewayAnswer(400, 'Bad Request');
const NOT_FOUND = gatewayAnswer(404, 'Not Found');
const TOO_LARGE = gatewayAnswer(413, 'Request Entity Too Large', { connection: 'close' });
const TOO_MANY_REQUESTS = gatewayAnswer(429, 'Too Many Requests');

const unauthorized = (why: string): Answer =>
  gatewayAnswer(401, 'Unauthorized', {
    'www-authenticate': `Bearer scope="" error="invalid_token" error_description="${why}"`,
  });
const forbidden = ({ scopes }: Route): Answer =>
  gatewayAnswer(403, 'Forbidden', {
    'www-authenticate': `Bearer scope="${scopes.join(' ')}" error="insufficient_scope"`,
  });

const toGatewayAnswer = (result: InvocationResult): Answer => {
  if (result.kind === 'timed-out') return SERVICE_UNAVAILABLE;
  return result.kind === 'failed' ? INTERNAL_SERVER_ERROR : toAnswer(result.value);
};

/** Gives up waiting after this long, as an integration does; what it waited for goes on. */
const within = async (timeoutMs: number, work: Promise<InvocationResult>): Promise<InvocationResult> => {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<InvocationResult>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'timed-out' }), timeoutMs);
  });
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
};

/** Serves the API: what an HTTP API does between the socket and the function, and what it answers by itself. */
export const createGateway = (options: GatewayOptions): Serve => {
  const { template, authorize, faults, invoke, clock, observe } = options;
  const findRoute = createRouter(template.routes);
  const passesThrottle = createThrottle(template.throttle, clock);
  const { preflight, onAnswer } = createCors(template.cors);

  const findMatch = (method: string, path: string): Match | Answer => {
    try {
      return findRoute(method, path) ?? NOT_FOUND;
    } catch (error) {
      if (error instanceof URIError) return BAD_REQUEST;
      throw error;
    }
  };

  const serve = async (request: IncomingMessage, requestId: string): Promise<Outcome> => {
    const startedAtMs = performance.now();
    const answered = (answer: Answer): Outcome => ({ kind: 'answer', answer: onAnswer(request, answer) });
    const [path = '/', queryString = ''] = (request.url ?? '/').split(/\?(.*)/s);

    const body = await readBody(request);
    if (body === undefined) return answered(TOO_LARGE);
    const match = findMatch(request.method ?? 'GET', path);
    if ('status' in match) {
      const asked = match === NOT_FOUND && request.method === 'OPTIONS' ? preflight(request) : undefined;
      return asked === undefined ? answered(match) : { kind: 'answer', answer: asked };
    }
    if (!passesThrottle()) return answered(TOO_MANY_REQUESTS);
    const { route } = match;
    const authorization = await authorize(route, request.headers.authorization);
    if (authorization.kind === 'unauthorized') return answered(unauthorized(authorization.why));
    if (authorization.kind === 'forbidden') return answered(forbidden(route));

    const { functionId, integrationTimeoutMs } = route;
    const see = (seen: Seen): void =>
      observe?.({ requestId, functionId, claims: authorization.claims }, seen);
    see({ kind: 'request' });

    const nowMs = clock();
    const event = toEvent({ request, path, queryString, body, match, authorization, requestId, nowMs });
    const armed = faults.take(functionId);
    if (armed !== undefined) see({ kind: 'fault', fault: armed.fault });
    const fault = armed?.fault === 'drop-response' ? undefined : armed;
    const result = await within(integrationTimeoutMs, invoke(functionId, { requestId, event, fault }));

    const answer = toGatewayAnswer(result);
    const isLost = armed?.fault === 'drop-response' || request.socket.destroyed;
    const tookMs = Math.round(performance.now() - startedAtMs);
    see({ kind: 'answer', answer: isLost ? undefined : answer, tookMs });
    return armed?.fault === 'drop-response' ? { kind: 'drop' } : answered(answer);
  };

  return async (request, response) => {
    const requestId = randomUUID();
    response.setHeader('apigw-requestid', requestId);
    const outcome = await serve(request, requestId);
    if (outcome.kind === 'drop') request.socket.destroy();
    else send(response, outcome.answer);
  };
};
