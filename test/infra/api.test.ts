import { describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../infra/routes.ts';
import { functionOf, permissionsOf, resourcesOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({ processor: 'stripe' });
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ properties }) => properties);
const stage = resourcesOf(template, 'AWS::ApiGatewayV2::Stage')[0]?.properties;

/** Routes that anybody may call, each with the reason why. */
const OPEN_ROUTES: readonly string[] = [
  // The contract: whoever wants to write a client reads it first.
  'GET /openapi.json',
  // What a problem means: a link in a document that may be read by somebody without a token.
  'GET /problems/{code}',
];

/** Routes whose function checks a signature itself. */
const SIGNED_ROUTES: readonly string[] = ['POST /webhooks/stripe'];

const SCOPES: Readonly<Record<string, string>> = {
  'POST /charges': 'payonce/charges:write',
  'GET /charges': 'payonce/charges:read',
  'GET /charges/{id}': 'payonce/charges:read',
  'POST /charges/{id}/refunds': 'payonce/refunds:write',
  'GET /charges/{id}/refunds': 'payonce/charges:read',
  'GET /charges/{id}/refunds/{refundId}': 'payonce/charges:read',
  'POST /orders': 'payonce/orders:write',
  'GET /orders': 'payonce/orders:read',
  'GET /orders/{id}': 'payonce/orders:read',
  'PUT /orders/{id}': 'payonce/orders:write',
  'DELETE /orders/{id}': 'payonce/orders:write',
};

describe('calling the API', () => {
  it('has the routes of the contract and no others', () => {
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(
      [...Object.keys(SCOPES), ...OPEN_ROUTES, ...SIGNED_ROUTES].sort(),
    );
  });

  it.each(Object.entries(SCOPES))('%s needs a token with the scope %s, and no other', (key, scope) => {
    const route = routes.find(({ RouteKey }) => RouteKey === key);
    expect(route).toMatchObject({ AuthorizationType: 'JWT', AuthorizationScopes: [scope] });
    expect(route?.AuthorizerId).toBeDefined();
  });

  it.each(SIGNED_ROUTES)('%s needs no token: its function checks the signature', (key) => {
    const route = routes.find(({ RouteKey }) => RouteKey === key);
    expect(route?.AuthorizationType).toBe('NONE');
  });

  it.each(OPEN_ROUTES)(
    '%s needs no token, and its function is granted nothing but its log and traces',
    (key) => {
      const route = routes.find(({ RouteKey }) => RouteKey === key);
      expect(route?.AuthorizationType).toBe('NONE');
      expect(route).not.toHaveProperty('AuthorizationScopes');

      const operation =
        ROUTES.find(({ method, path }) => `${method} ${path}` === key)?.entry.replace('/', '.') ?? '';
      const actions = permissionsOf(template, operation).flatMap((statement) => statement.actions);
      expect(actions.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
      expect(Object.keys(functionOf(template, operation).properties.Environment.Variables)).toEqual([
        'POWERTOOLS_SERVICE_NAME',
        'FUNCTION_TIMEOUT_S',
      ]);
    },
  );

  it('is limited at the gateway', () => {
    expect(stage?.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });

  it('is limited as the context says', () => {
    const [limited] = resourcesOf(
      synthesize({ throttleRate: '7', throttleBurst: '9' }),
      'AWS::ApiGatewayV2::Stage',
    );
    expect(limited?.properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 7,
      ThrottlingBurstLimit: 9,
    });
  });
});

describe('the access log', () => {
  const fields: Record<string, string> = JSON.parse(stage?.AccessLogSettings.Format);

  it('tells route, status, request and latencies', () => {
    expect(Object.values(fields)).toEqual(
      expect.arrayContaining([
        '$context.routeKey',
        '$context.status',
        '$context.requestId',
        '$context.responseLatency',
        '$context.integrationLatency',
        '$context.integrationErrorMessage',
      ]),
    );
  });

  it('holds no path, query string, address, header or token', () => {
    const kept = Object.values(fields).join(' ');
    expect(kept).not.toMatch(/path|query|identity|header|authorization|userAgent|protocol|domain/i);
  });

  it('holds one claim, the subject', () => {
    const claims = Object.values(fields).filter((value) => value.includes('authorizer'));
    expect(claims).toEqual(['$context.authorizer.claims.sub']);
  });
});
