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

/** Set by Lambda in every function's process. */
const isFunction = (): boolean => process.env.AWS_LAMBDA_FUNCTION_NAME !== undefined;

/**
 * Wired while a function's process starts: Lambda then gives a whole processor, whatever the function's memory. Elsewhere (a
 * test, a simulation) when the first event comes, so that importing a handler starts nothing.
 */
const wired = <Event, Context, Result>(
  wire: Wire<(event: Event, context: Context) => Promise<Result>>,
  maxAttempts: number,
): ((event: Event, context: Context) => Promise<Result>) => {
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
  let handler = isFunction() ? start() : undefined;
  return (event, context) => {
    handler ??= start();
    return handler(event, context);
  };
};

/** The Lambda entry of a `route`. */
export const lambda = (wire: Wire<RouteHandler>): RouteHandler => wired(wire, REPEATED_BY_SDK);

/** The Lambda entry of an `idempotentRoute`, and of whatever else settles or completes through the layer. */
export const idempotentLambda = <Event, Context, Result>(
  wire: Wire<(event: Event, context: Context) => Promise<Result>>,
): ((event: Event, context: Context) => Promise<Result>) => wired(wire, REPEATED_BY_US);
