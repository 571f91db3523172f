import type { Event } from '../../functions/http/call.ts';

/** As long as what Cognito, API Gateway and most clients use: every text here ends in an item or a line. */
export const TENANT = '3n4b5urk1ft4fl3mg5e62d9ado';
const REQUEST_ID = 'JKJaXmPLvHcESHA=';

export interface Request {
  /** As deployed: `POST /charges`. */
  readonly route: string;
  readonly key?: string;
  /** A text is sent as it is. */
  readonly body?: unknown;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as API Gateway hands it to a function. */
export const toEvent = ({ route, key, body, path = {}, query = {}, headers = {} }: Request): Event => {
  const [method = '', template = ''] = route.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    queryStringParameters: query,
    pathParameters: path,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: REQUEST_ID,
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'scale' },
      authorizer: { jwt: { claims: { sub: TENANT }, scopes: [] } },
    },
  } as unknown as Event;
};
