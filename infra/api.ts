import { Duration, Validations } from 'aws-cdk-lib';
import {
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  type IHttpRouteAuthorizer,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Alias, IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { INTEGRATION_TIMEOUT_S } from '../functions/shared/limits.ts';
import { AccessLog } from './access-log.ts';
import { corsPreflight } from './cors.ts';
import { OneFunction } from './one-function.ts';
import { type Backends, operationId, type Route } from './routes.ts';
import { needsToken, qualifiedScope } from './scopes.ts';
import type { Settings } from './settings.ts';

/** Why a route needs no token. */
const WITHOUT_TOKEN = {
  open: 'The contract and its problem pages: the same for everybody, about no tenant, and granted nothing.',
  signed:
    'Stripe has no token of ours: the function checks the signature over the body before anything else.',
} as const;

/** Names what the API calls: a function, or an alias of it, so that a new version can arrive slowly. */
export type CallAs = (operation: string, handler: LambdaFunction) => LambdaFunction | Alias;

/** A route and what answers it. */
export interface Endpoint {
  readonly route: Route;
  readonly function: LambdaFunction;
}

export interface ApiProps {
  readonly settings: Settings;
  readonly routes: readonly Route[];
  readonly backends: Backends;
  /** Asked on every route that needs a token. */
  readonly authorizer: IHttpRouteAuthorizer;
  /** @default - the function itself */
  readonly callAs: CallAs | undefined;
}

/**
 * The HTTP API: one function per route, and no route without an authorizer and a scope but those marked as open, or as
 * signed by whoever calls.
 */
export class Api extends Construct {
  readonly url: string;
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
  readonly endpoints: Endpoint[] = [];
  readonly #props: ApiProps;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);

    this.#props = props;
    const { settings, routes } = props;
    this.httpApi = new HttpApi(this, 'Resource', {
      apiName: settings.stackName,
      createDefaultStage: false,
      ...(settings.allowedOrigins.length > 0 && { corsPreflight: corsPreflight(settings.allowedOrigins) }),
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: new AccessLog(this, 'AccessLog', { stage: settings.stage }).settings,
      throttle: { rateLimit: settings.throttle.rate, burstLimit: settings.throttle.burst },
    });
    this.url = this.stage.url;

    for (const route of routes) this.addRoute(route);
  }

  private addRoute(route: Route): void {
    const { settings, backends, callAs } = this.#props;
    const operation = operationId(route);
    const handler = new OneFunction(this, operation, {
      route,
      settings,
      isOpen: route.scope === 'open',
      noDeadLetters:
        'Called by API Gateway only, which waits for the answer: nothing is queued that could be lost.',
    }).function;
    for (const grant of route.grants) grant(backends, handler);
    this.endpoints.push({ route, function: handler });

    // An alias is one, but for `exactOptionalPropertyTypes`, which CDK's own types do not keep.
    const called = (callAs?.(operation, handler) ?? handler) as IFunction;
    const deployed = this.httpApi.addRoutes({
      path: route.path,
      methods: [route.method as HttpMethod],
      ...this.authorization(route),
      integration: new HttpLambdaIntegration(operation, called, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
        timeout: Duration.seconds(INTEGRATION_TIMEOUT_S),
      }),
    });
    if (needsToken(route.scope)) return;
    const reason = WITHOUT_TOKEN[route.scope];
    for (const each of deployed) Validations.of(each).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }

  private authorization({ scope }: Route) {
    return needsToken(scope)
      ? { authorizer: this.#props.authorizer, authorizationScopes: [qualifiedScope(scope)] }
      : { authorizer: new HttpNoneAuthorizer() };
  }
}
