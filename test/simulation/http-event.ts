import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import type { Event } from '../../functions/http/call.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import { REFUNDS_CREATE } from '../../functions/refunds/refund.ts';
import type { Request, Response } from '../rig/invoke.ts';

const CREATES = {
  'POST /charges': CHARGES_CREATE,
  'POST /charges/{id}/refunds': REFUNDS_CREATE,
  'POST /orders': ORDERS_CREATE,
};

/** Derived again for each call: asked for several times in each. */
const ids = new Map<string, string>();

/** The id of what the key of a request leads to; `undefined` for a request without one. */
export const idOfKey = ({ route, tenant = '', key }: Request): string | undefined => {
  const operation = CREATES[route as keyof typeof CREATES];
  if (operation === undefined || key === undefined) return undefined;
  const name = `${operation.name} ${tenant} ${key}`;
  const known = ids.get(name) ?? idFor(operation, tenant, key);
  ids.set(name, known);
  return known;
};

/** A request as API Gateway hands it to a function. Its id is the world's own, so that replies repeat with the seed. */
export const toEvent = ({ route, tenant = '', key, body, path = {} }: Request, requestId: string): Event => {
  const [method = '', template = ''] = route.split(' ');
  const rawPath = template.replace('{id}', path.id ?? '');
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: '',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(path.id !== undefined && { pathParameters: path }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId,
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'simulation' },
      authorizer: { jwt: { claims: { sub: tenant }, scopes: [] } },
    },
  } as unknown as Event;
};

/** What the processor posts, as API Gateway hands it to a function. */
export const toWebhookEvent = (body: string, signature: string, requestId: string) =>
  ({
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body,
    isBase64Encoded: false,
    requestContext: { requestId },
  }) as unknown as Event;

export const toResponse = ({
  statusCode = 0,
  headers = {},
  body = '',
}: APIGatewayProxyStructuredResultV2): Response => ({
  status: statusCode,
  headers: headers as Response['headers'],
  text: body,
  json: body === '' ? undefined : JSON.parse(body),
});

/** What API Gateway answers by itself: nothing of ours is in it. */
export const gatewayAnswer = (status: 500 | 503): Response => {
  const message = status === 503 ? 'Service Unavailable' : 'Internal Server Error';
  return { status, headers: {}, text: `{"message":"${message}"}`, json: { message } };
};
