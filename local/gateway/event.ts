import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Authorization } from './authorizer.ts';
import type { Match } from './routing.ts';

export interface GatewayRequest {
  readonly request: IncomingMessage;
  /** As it was sent, still percent-encoded. */
  readonly path: string;
  readonly queryString: string;
  readonly body: Buffer;
  readonly match: Match;
  readonly authorization: Authorization & { readonly kind: 'authorized' };
  readonly requestId: string;
  readonly nowMs: number;
}

type JsonWithoutOptional = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  readonly requestContext: Omit<APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'], 'authorizer'> & {
    readonly authorizer?: unknown;
  };
};

/** Measured on AWS: everything else arrives as base64, also forms, other JSON types, and bodies without a type. */
const TEXT = /^(text\/.+|application\/(json|xml|javascript))$/;

const isText = (contentType: string | undefined): boolean =>
  TEXT.test((contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '');

/** Lower case, repeated ones joined with a comma; cookies have a place of their own. */
const toHeaders = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie' && name !== 'connection' && values) headers[name] = values.join(',');
  }
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const forwardedFor = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp;
  headers['x-forwarded-port'] ??= `${request.socket.localPort}`;
  headers['x-forwarded-proto'] ??= 'http';
  return headers;
};

const toQuery = (queryString: string): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(queryString)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return Object.keys(parameters).length > 0 ? parameters : undefined;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`, the way that access logs write it. */
const toLogTime = (nowMs: number): string => {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
};

/** The event that a function gets: format 2.0, as an HTTP API builds it. */
export const toEvent = (gatewayRequest: GatewayRequest): JsonWithoutOptional => {
  const { request, path, queryString, body, match, authorization, requestId, nowMs } = gatewayRequest;
  const headers = toHeaders(request);
  const domainName = headers.host ?? 'localhost';
  const cookies = request.headersDistinct.cookie?.flatMap((header) => header.split('; '));
  const queryStringParameters = toQuery(queryString);
  const hasPathParameters = Object.keys(match.pathParameters).length > 0;
  const rawPath = decodeURIComponent(path);
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type']);
  const { claims, scopes } = authorization;
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString: queryString,
    ...(cookies && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(match.route.hasAuthorizer && { authorizer: { jwt: { claims, scopes } } }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: toLogTime(nowMs),
      timeEpoch: nowMs,
    },
    ...(hasPathParameters && { pathParameters: match.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
};
