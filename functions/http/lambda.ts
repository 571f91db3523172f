import { createDocumentClient } from '../shared/dynamodb.ts';
import { type Environment, readEnvironment } from '../shared/environment.ts';
import { createTelemetry } from '../shared/powertools-telemetry.ts';
import { realWorld } from '../shared/world.ts';
import type { RouteDependencies, RouteHandler } from './route.ts';

type Wire<Handler> = (dependencies: RouteDependencies, environment: Environment) => Handler;

/** Reads, and writes that may be sent twice: the SDK repeats them. */
const REPEATED_BY_SDK = 3;
/** The idempotency layer repeats its own writes. */
const REPEATED_BY_US = 1;

/** Wired when the first event comes, so that importing a handler (a test, a simulation) starts nothing. */
const wiredAtFirstEvent = <Event, Context, Result>(
  wire: Wire<(event: Event, context: Context) => Promise<Result>>,
  maxAttempts: number,
): ((event: Event, context: Context) => Promise<Result>) => {
  let handler: ReturnType<typeof wire> | undefined;
  const start = (): ReturnType<typeof wire> => {
    const environment = readEnvironment();
    return wire(
      {
        documentClient: createDocumentClient({ maxAttempts }),
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
export const lambda = (wire: Wire<RouteHandler>): RouteHandler => wiredAtFirstEvent(wire, REPEATED_BY_SDK);

/** The Lambda entry of an `idempotentRoute`, and of whatever else settles or completes through the layer. */
export const idempotentLambda = <Event, Context, Result>(
  wire: Wire<(event: Event, context: Context) => Promise<Result>>,
): ((event: Event, context: Context) => Promise<Result>) => wiredAtFirstEvent(wire, REPEATED_BY_US);
