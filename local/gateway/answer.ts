import type { ServerResponse } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** What API Gateway answers by itself: a body of its own, which no deployment can change. */
export const gatewayAnswer = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify({ message })),
});

export const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

export const NO_CONTENT: Answer = { status: 204, headers: {}, body: Buffer.alloc(0) };
export const INTERNAL_SERVER_ERROR = gatewayAnswer(500, 'Internal Server Error');
export const SERVICE_UNAVAILABLE = gatewayAnswer(503, 'Service Unavailable');

interface FunctionAnswer {
  readonly statusCode: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly cookies?: readonly string[];
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const hasStatusCode = (value: unknown): value is FunctionAnswer =>
  typeof value === 'object' && value !== null && 'statusCode' in value;

const lowerCased = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));

/**
 * Reads what a function returned, as format 2.0 says: with a `statusCode` it is the answer; anything else is itself the
 * body of a 200.
 */
export const toAnswer = (value: unknown): Answer => {
  if (!hasStatusCode(value)) {
    const body = Buffer.from(value === undefined ? '' : JSON.stringify(value));
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(value.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return INTERNAL_SERVER_ERROR;
  const { headers = {}, cookies = [], body = '', isBase64Encoded = false } = value;
  const text = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
  const bytes = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8');
  return {
    status,
    headers: {
      ...(bytes.length > 0 && { 'content-type': 'text/plain;charset=utf-8' }),
      ...lowerCased(headers),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: bytes,
  };
};

/** Does nothing when the client has left. */
export const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  if (response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  response.end(body);
};
