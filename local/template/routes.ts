import { resourcesOfType, type Stack, UnreadableTemplate } from './cloud-assembly.ts';
import type { Route, Throttle } from './model.ts';
import { type LocalNames, referredTo } from './references.ts';

interface RouteProperties {
  readonly RouteKey: string;
  readonly Target?: unknown;
  readonly AuthorizerId?: unknown;
  readonly AuthorizationType?: string;
  readonly AuthorizationScopes?: readonly string[];
}

interface StageProperties {
  readonly StageName?: string;
  readonly DefaultRouteSettings?: {
    readonly ThrottlingRateLimit?: number;
    readonly ThrottlingBurstLimit?: number;
  };
}

/** What an HTTP API waits for a function when the integration does not say. */
const DEFAULT_INTEGRATION_TIMEOUT_MS = 30_000;

/** A route together with the logical id of its function. */
export type ReadRoute = Omit<Route, 'functionId'> & { readonly functionLogicalId: string };

const readRoute = (stack: Stack, logicalId: string, properties: RouteProperties): ReadRoute => {
  const { RouteKey: key, AuthorizationType: authorization = 'NONE' } = properties;
  const integrationId = referredTo(stack, properties.Target, 'AWS::ApiGatewayV2::Integration');
  const integration = stack.resources[integrationId ?? '']?.Properties ?? {};
  const functionLogicalId = referredTo(stack, integration.IntegrationUri, 'AWS::Lambda::Function');
  if (functionLogicalId === undefined || integration.PayloadFormatVersion !== '2.0') {
    throw new UnreadableTemplate(
      `Route ${key} (${logicalId}) does not lead to a function with payload format 2.0.`,
    );
  }
  if (authorization !== 'NONE' && authorization !== 'JWT') {
    throw new UnreadableTemplate(
      `Route ${key} (${logicalId}) has an authorizer of type ${authorization}; a local run knows JWT.`,
    );
  }
  const [method = '', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
  return {
    key,
    method,
    path,
    functionLogicalId,
    scopes: properties.AuthorizationScopes ?? [],
    hasAuthorizer: authorization === 'JWT',
    integrationTimeoutMs: Number(integration.TimeoutInMillis ?? DEFAULT_INTEGRATION_TIMEOUT_MS),
  };
};

export const readRoutes = (stack: Stack): ReadRoute[] =>
  resourcesOfType<RouteProperties>(stack, 'AWS::ApiGatewayV2::Route').map(([logicalId, properties]) =>
    readRoute(stack, logicalId, properties),
  );

/** The audiences of every JWT authorizer, by the names that they have in a local run. */
export const readAudience = (stack: Stack, names: LocalNames): string[] =>
  resourcesOfType<{ JwtConfiguration?: { Audience?: unknown } }>(
    stack,
    'AWS::ApiGatewayV2::Authorizer',
  ).flatMap(
    ([logicalId, { JwtConfiguration }]) =>
      names.resolve(JwtConfiguration?.Audience ?? [], `The audience of authorizer ${logicalId}`) as string[],
  );

/** The limit of the stage that serves the bare address. */
export const readThrottle = (stack: Stack): Throttle | undefined => {
  const stages = resourcesOfType<StageProperties>(stack, 'AWS::ApiGatewayV2::Stage').map(
    ([, properties]) => properties,
  );
  const stage = stages.find(({ StageName }) => StageName === '$default') ?? stages[0];
  const { ThrottlingRateLimit: ratePerS, ThrottlingBurstLimit: burst } = stage?.DefaultRouteSettings ?? {};
  return ratePerS === undefined || burst === undefined ? undefined : { ratePerS, burst };
};
