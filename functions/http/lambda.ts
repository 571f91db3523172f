import { createDocumentClient } from '../shared/dynamodb.ts';
import { type Environment, readEnvironment } from '../shared/environment.ts';
import { createTelemetry } from '../shared/powertools-telemetry.ts';
import { realWorld } from '../shared/world.ts';
import type { RouteDependencies, RouteHandler } from './route.ts';
import { wired } from './wired.ts';

type Wire<Handler> = (dependencies: RouteDependencies, environment: Environment) => Handler;

/** Reads, and writes that may be sent twice: the SDK repeats them. */
const REPEATED_BY_SDK = 3;
/** The idempotency layer repeats its own writes. */
const REPEATED_BY_US = 1;

/** What every function has on AWS. */
const onAws = <Handler>(wire: Wire<Handler>, maxAttempts: number): Handler => {
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

/** The Lambda entry of a `route`. */
export const lambda = (wire: Wire<RouteHandler>): RouteHandler => wired(() => onAws(wire, REPEATED_BY_SDK));

/** The Lambda entry of an `idempotentRoute`, and of whatever else settles or completes through the layer. */
export const idempotentLambda = <Event, Context, Result>(
  wire: Wire<(event: Event, context: Context) => Promise<Result>>,
): ((event: Event, context: Context) => Promise<Result>) => wired(() => onAws(wire, REPEATED_BY_US));
