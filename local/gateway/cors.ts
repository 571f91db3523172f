import type { IncomingMessage } from 'node:http';
import type { Cors } from '../template/model.ts';
import type { Answer } from './answer.ts';

type Headers = Readonly<Record<string, string>>;

export interface CorsRules {
  /** What API Gateway answers to `OPTIONS` where no route does. `undefined` without rules: then it is an unknown route. */
  preflight(request: IncomingMessage): Answer | undefined;
  /** The answer as a page of the request's origin may see it. */
  onAnswer(request: IncomingMessage, answer: Answer): Answer;
}

const NO_RULES: CorsRules = { preflight: () => undefined, onAnswer: (_, answer) => answer };

/** Left out where the template names nothing: an empty header would mean something else. */
const listed = (name: string, values: readonly string[]): Headers =>
  values.length > 0 ? { [name]: values.join(',') } : {};

const withoutOwn = (headers: Answer['headers']): Answer['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-')));

/**
 * CORS as an HTTP API does it by itself: it answers preflights, asks no authorizer about them, and writes its headers on
 * every answer, its own included, in place of what a function says. An origin that is not listed gets no header, which a
 * browser takes as a refusal: nothing else is refused here, and a program that is no browser notices nothing.
 *
 * @param cors @default - no rules: a page of another origin sees nothing
 */
export const createCors = (cors: Cors | undefined): CorsRules => {
  if (cors === undefined) return NO_RULES;

  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAgeS } = cors;
  const forOrigin = ({ headers: { origin } }: IncomingMessage): Headers =>
    origin !== undefined && allowOrigins.includes(origin) ? { 'access-control-allow-origin': origin } : {};
  const isAllowed = (headers: Headers): boolean => Object.keys(headers).length > 0;

  return {
    preflight: (request) => {
      const allowed = forOrigin(request);
      const isPreflight = request.headers['access-control-request-method'] !== undefined;
      const headers: Headers =
        isPreflight && isAllowed(allowed)
          ? {
              ...allowed,
              ...listed('access-control-allow-methods', allowMethods),
              ...listed('access-control-allow-headers', allowHeaders),
              ...(maxAgeS !== undefined && { 'access-control-max-age': String(maxAgeS) }),
            }
          : {};
      return { status: 204, headers, body: Buffer.alloc(0) };
    },
    onAnswer: (request, answer) => {
      const allowed = forOrigin(request);
      const exposed = isAllowed(allowed) ? listed('access-control-expose-headers', exposeHeaders) : {};
      return { ...answer, headers: { ...withoutOwn(answer.headers), ...allowed, ...exposed } };
    },
  };
};
