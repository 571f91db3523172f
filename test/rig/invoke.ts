import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Event } from '../../functions/http/call.ts';
import type { RouteHandler } from '../../functions/http/route.ts';

/** A request as a client means it. */
export interface Request {
  /** As deployed: `POST /charges`, `GET /charges/{id}`. */
  readonly route: string;
  /** @default 'acme' */
  readonly tenant?: string;
  /** The token's claims. @default the tenant as `sub` */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** A body that API Gateway takes for binary and encodes. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Milliseconds until the function is stopped. @default 25000 */
  readonly remainingMs?: number;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
  readonly json: any;
}

let requests = 0;

const toEvent = ({
  route,
  tenant = 'acme',
  claims = { sub: tenant },
  key,
  body,
  bytes,
  headers = {},
  path = {},
  query = {},
}: Request): Event => {
  const [method = '', template = ''] = route.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  requests += 1;
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      ...(body === undefined && bytes === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    ...(Object.keys(path).length === 0 ? {} : { pathParameters: path }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: Buffer.from(bytes).toString('base64') }),
    isBase64Encoded: bytes !== undefined,
    requestContext: {
      requestId: `request-${requests}`,
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      authorizer: { jwt: { claims, scopes: [] } },
    },
  } as unknown as Event;
};

const toResponse = (result: APIGatewayProxyStructuredResultV2): Response => {
  const text = result.body ?? '';
  return {
    status: result.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    text,
    json: text === '' ? undefined : JSON.parse(text),
  };
};

/** Calls a route's handler as API Gateway does. */
export const invoke = async (handler: RouteHandler, request: Request): Promise<Response> => {
  const remainingMs = request.remainingMs ?? 25_000;
  return toResponse(await handler(toEvent(request), { getRemainingTimeInMillis: () => remainingMs }));
};
