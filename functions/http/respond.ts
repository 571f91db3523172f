import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { StoredResponse } from '../idempotency/record.ts';
import { PROBLEMS, type Problem } from './problem.ts';

/** A representation of a resource, or nothing at all (204). */
export interface Reply {
  readonly kind: 'reply';
  readonly status: 200 | 204;
  readonly body: unknown;
}

export const ok = (body: unknown): Reply => ({ kind: 'reply', status: 200, body });
export const noContent: Reply = { kind: 'reply', status: 204, body: null };

/** The reply that creates a resource, as it is stored and repeated. */
export const created = (resource: { readonly id: string }, path: string): StoredResponse => ({
  status: 201,
  contentType: 'application/json',
  location: `${path}/${resource.id}`,
  body: JSON.stringify(resource),
});

/** A problem as an RFC 9457 document. */
export const problemResponse = (problem: Problem, requestId: string): StoredResponse => {
  const { status, title, retry } = PROBLEMS[problem.code];
  return {
    status,
    contentType: 'application/problem+json',
    location: null,
    body: JSON.stringify({
      type: `/problems/${problem.code}`,
      title,
      status,
      detail: problem.detail,
      instance: requestId,
      code: problem.code,
      retry,
      ...problem.members,
    }),
  };
};

/** A strong validator (RFC 9110 §8.8.3): equal exactly when the bytes are. */
export const entityTag = (body: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;

/** Answers are about money and one tenant's: no cache may keep one. */
const UNCACHED = { 'cache-control': 'no-store' };

export const toResult = (
  response: StoredResponse,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: response.status,
  headers: {
    'content-type': response.contentType,
    ...(response.location === null ? {} : { location: response.location }),
    ...UNCACHED,
    ...headers,
  },
  body: response.body,
});

export const replyToResult = ({ status, body }: Reply): APIGatewayProxyStructuredResultV2 =>
  status === 204
    ? { statusCode: status, headers: UNCACHED }
    : {
        statusCode: status,
        headers: { 'content-type': 'application/json', etag: entityTag(body), ...UNCACHED },
        body: JSON.stringify(body),
      };

export const problemToResult = (problem: Problem, requestId: string): APIGatewayProxyStructuredResultV2 =>
  toResult(
    problemResponse(problem, requestId),
    problem.retryAfterS === undefined ? {} : { 'retry-after': String(problem.retryAfterS) },
  );
