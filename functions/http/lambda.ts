import { createDocumentClient } from '../shared/dynamodb.ts';
import { type Environment, readEnvironment } from '../shared/environment.ts';
import { createTelemetry } from '../shared/telemetry.ts';
import { realWorld } from '../shared/world.ts';
import type { RouteDependencies, RouteHandler } from './route.ts';

/**
 * The Lambda entry of a route: wires it to the real world when the first request comes, so that importing the file
 * (a test, a simulation) starts nothing.
 */
export const lambda = (
  wire: (dependencies: RouteDependencies, environment: Environment) => RouteHandler,
): RouteHandler => {
  let handler: RouteHandler | undefined;
  return (event, context) => {
    handler ??= wireToRealWorld(wire);
    return handler(event, context);
  };
};

const wireToRealWorld = (wire: Parameters<typeof lambda>[0]): RouteHandler => {
  const environment = readEnvironment();
  const { tenantClaim } = environment;
  return wire(
    { documentClient: createDocumentClient(), world: realWorld, telemetry: createTelemetry(), tenantClaim },
    environment,
  );
};
