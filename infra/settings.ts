import { DEFAULT_FUNCTION_TIMEOUT_S, DEFAULT_SETTLE_AFTER_S } from '../functions/shared/limits.ts';
import { type ReadContext, readList, readPositive, readText } from './context.ts';
import { type GuardRails, readGuardRails } from './guard-rails.ts';
import { type ProcessorSettings, readProcessor } from './processor-settings.ts';
import { operationId, RECEIPTS, RECOVERY, ROUTES, STRIPE_ROUTES } from './routes.ts';
import { STAGES, type Stage } from './stage.ts';
import { assertTimeouts, type Timeouts } from './timeouts.ts';

/** An HTTP API's authorizer takes no more audiences, and each machine client is one. */
const AUDIENCES_MAX = 50;

/** Who issues the tokens: a Cognito user pool of our own with a client per tenant, or somebody else. */
type IssuerSettings =
  | { readonly kind: 'user-pool'; readonly tenants: readonly string[] }
  | { readonly kind: 'external'; readonly jwtIssuer: string; readonly jwtAudience: readonly string[] };

interface ThrottleSettings {
  /** Requests a second, over all tenants and routes. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface Settings extends Timeouts, GuardRails {
  readonly stage: Stage;
  readonly stackName: string;
  readonly deploymentId: string;
  readonly tenantClaim: string;
  readonly issuer: IssuerSettings;
  readonly processor: ProcessorSettings;
  readonly throttle: ThrottleSettings;
  /** The sender of receipts. @default - nobody is sent a receipt */
  readonly receiptFrom: string | undefined;
  /** Who is mailed when an alarm is raised. @default - nobody */
  readonly alarmEmail: string | undefined;
}

function readStage(read: ReadContext): Stage {
  const name = read('stage') ?? 'dev';
  if (name === 'dev' || name === 'prod') return STAGES[name];
  throw new Error(`Context \`stage\` must be dev or prod, not ${JSON.stringify(name)}.`);
}

function readIssuer(read: ReadContext): IssuerSettings {
  const jwtIssuer = readText(read, 'jwtIssuer', {
    pattern: /^https:\/\/[^\s?#]+$/,
    meaning: 'an https:// address without query or fragment',
    otherwise: undefined,
  });
  const jwtAudience = readList(read, 'jwtAudience', {
    pattern: /^\S+$/,
    meaning: 'audiences without spaces',
    max: AUDIENCES_MAX,
    otherwise: undefined,
  });
  if (jwtIssuer === undefined && jwtAudience === undefined) {
    const tenants = readList(read, 'tenants', {
      // A letter after every dash keeps the names of outputs apart: `a-1` and `a1` would be the same.
      pattern: /^(?=.{1,40}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/,
      meaning: 'names such as acme or big-shop, of at most 40 characters',
      max: AUDIENCES_MAX,
      otherwise: ['demo'],
    });
    return { kind: 'user-pool', tenants };
  }

  if (jwtIssuer === undefined || jwtAudience === undefined) {
    throw new Error('Context `jwtIssuer` and `jwtAudience` belong together: set both or none.');
  }
  if (read('tenants') !== undefined) {
    throw new Error('Context `tenants` names clients of our own user pool: leave it out with `jwtIssuer`.');
  }
  return { kind: 'external', jwtIssuer, jwtAudience };
}

/** Every function that is deployed with these. */
function operationsOf({ processor, receiptFrom }: Pick<Settings, 'processor' | 'receiptFrom'>): string[] {
  const routes = processor.name === 'stripe' ? [...ROUTES, ...STRIPE_ROUTES] : ROUTES;
  const others = [RECOVERY, ...(receiptFrom === undefined ? [] : [RECEIPTS])];
  return [...routes, ...others].map(operationId);
}

/**
 * Turns context and environment into settings. Nothing else in `infra` reads either.
 *
 * @throws Error in one sentence when a value is wrong: a deployment must not start from a misunderstanding
 */
export function readSettings(read: ReadContext, environment: NodeJS.ProcessEnv): Settings {
  const stage = readStage(read);
  const stackName = `payonce-${stage.name}`;
  const timeouts = {
    functionTimeoutS: readPositive(
      environment.FUNCTION_TIMEOUT_S,
      'FUNCTION_TIMEOUT_S',
      DEFAULT_FUNCTION_TIMEOUT_S,
    ),
    settleAfterS: readPositive(environment.SETTLE_AFTER_S, 'SETTLE_AFTER_S', DEFAULT_SETTLE_AFTER_S),
  };
  assertTimeouts(timeouts);
  const processor = readProcessor(read, stage);
  const receiptFrom = readText(read, 'receiptFrom', {
    // Becomes part of a permission: no character that means more than itself there.
    pattern: /^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    meaning: 'an email address that SES may send from, such as receipts@example.com',
    otherwise: undefined,
  });

  return {
    ...timeouts,
    ...readGuardRails(read, operationsOf({ processor, receiptFrom })),
    stage,
    stackName,
    // Changing it later would hide every unfinished charge from its processor's memory: it follows from the stage alone.
    deploymentId: readText(read, 'deploymentId', {
      pattern: /^[A-Za-z0-9._-]{1,64}$/,
      meaning: '1 to 64 letters, digits, dots, dashes and underscores',
      otherwise: stackName,
    }),
    tenantClaim: readText(read, 'tenantClaim', {
      pattern: /^\S{1,128}$/,
      meaning: 'the name of a claim, without spaces',
      otherwise: 'sub',
    }),
    issuer: readIssuer(read),
    processor,
    receiptFrom,
    alarmEmail: readText(read, 'alarmEmail', {
      pattern: /^[^\s@,]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
      meaning: 'one email address, such as oncall@example.com',
      otherwise: undefined,
    }),
    throttle: {
      // As many calls of all kinds as Stripe takes a second from a live account (docs.stripe.com/rate-limits).
      rate: readPositive(read('throttleRate'), 'Context `throttleRate`', 100),
      // Two seconds' worth: everybody's retries after a short outage pass, and a runaway loop is stopped at once.
      burst: readPositive(read('throttleBurst'), 'Context `throttleBurst`', 200),
    },
  };
}
