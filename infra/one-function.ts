import { Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundledCode } from './bundling.ts';
import { operationId, type Route } from './routes.ts';
import type { Settings } from './settings.ts';

/**
 * In MiB, with CPU in proportion. A charge mostly waits for Stripe and waiting is billed per MiB, so little is right;
 * less than this makes a cold start, the one part that is bound by CPU, slower than a client would notice kindly.
 */
const MEMORY_MIB = 512;

export interface OneFunctionProps {
  readonly route: Pick<Route, 'entry'>;
  readonly settings: Settings;
  /** @default - the time-out of a request, see `FUNCTION_TIMEOUT_S` */
  readonly timeoutS?: number;
  /** @default false - an open function acts for no tenant and is told nothing about tenants */
  readonly isOpen?: boolean;
  /** Why events that it fails on are not kept. */
  readonly noDeadLetters: string;
}

/** One entry as a function. It may write its own log and traces; anything else must be granted to it. */
export class OneFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: OneFunctionProps) {
    super(scope, id);

    const { route, settings, timeoutS = settings.functionTimeoutS, isOpen = false } = props;
    const reserved = settings.concurrency[operationId(route)];
    const logGroup = new LogGroup(this, 'Log', {
      retention: settings.stage.logRetention,
      removalPolicy: settings.stage.removalPolicy,
    });
    // A role of our own: the managed policy that CDK would attach may write to every log group of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);

    this.function = new LambdaFunction(this, 'Resource', {
      // What log lines, metrics and local runs call it.
      description: operationId(route),
      code: bundledCode(route.entry, settings.processor.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY_MIB,
      timeout: Duration.seconds(timeoutS),
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: {
        // What log lines, metrics and traces say where they come from.
        POWERTOOLS_SERVICE_NAME: settings.stackName,
        FUNCTION_TIMEOUT_S: String(settings.functionTimeoutS),
        ...(!isOpen && {
          TENANT_CLAIM: settings.tenantClaim,
          SETTLE_AFTER_S: String(settings.settleAfterS),
        }),
      },
    });
    this.acknowledgeRules(props);
  }

  private acknowledgeRules({ noDeadLetters }: OneFunctionProps): void {
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords take * only.',
    });
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: noDeadLetters,
    });
  }
}
