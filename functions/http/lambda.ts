import { createDocumentClient } from '../shared/dynamodb.ts';
import { type Environment, readEnvironment } from '../shared/environment.ts';
import { createTelemetry } from '../shared/telemetry.ts';
import { realWorld } from '../shared/world.ts';
import type { RouteDependencies, RouteHandler } from './route.ts';

type Wire = (dependencies: RouteDependencies, environment: Environment) => RouteHandler;

/** Reads, and writes that may be sent twice: the SDK repeats them. */
const REPEATED_BY_SDK = { maxAttempts: 3 };
/** The idempotency layer repeats its own writes. */
const REPEATED_BY_US = { maxAttempts: 1 };

/** Wired when the first request comes, so that importing a handler (a test, a simulation) starts nothing. */
const wiredAtFirstRequest = (wire: Wire, client: typeof REPEATED_BY_SDK): RouteHandler => {
  let handler: RouteHandler | undefined;
  const start = (): RouteHandler => {
    const environment = readEnvironment();
    return wire(
      {
        documentClient: createDocumentClient(client),
        world: realWorld,
        telemetry: createTelemetry(),
        tenantClaim: environment.tenantClaim,
      },
      environment,
    );
  };
  return (event, context) => {
    handler ??= start();
    return handler(event, context);
  };
};

/** The Lambda entry of a `route`. */
export const lambda = (wire: Wire): RouteHandler => wiredAtFirstRequest(wire, REPEATED_BY_SDK);

/** The Lambda entry of an `idempotentRoute`. */
export const idempotentLambda = (wire: Wire): RouteHandler => wiredAtFirstRequest(wire, REPEATED_BY_US);
