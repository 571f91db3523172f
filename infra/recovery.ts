import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ChargesTable } from './charges-table.ts';
import type { KeyedTable } from './keyed-table.ts';
import { OneFunction } from './one-function.ts';
import { RECOVERY } from './routes.ts';
import type { Settings } from './settings.ts';
import type { StripeProcessor } from './stripe-processor.ts';

/** A run has four times the time of a charge; the next one may begin before it ends, which is as good as after. */
const TIMEOUT_S = 60;

const NEXT_RUN_MAKES_GOOD =
  'The event says nothing but "now": a run that fails is made good by the next, a minute later.';

export interface RecoveryProps {
  readonly settings: Settings;
  readonly charges: ChargesTable;
  readonly orders: KeyedTable;
  readonly processor: Pick<StripeProcessor, 'grantPayments'>;
}

/** Ends the charges that nobody came back for, every minute. */
export class Recovery extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { settings, charges, orders, processor }: RecoveryProps) {
    super(scope, id);

    const recover = new OneFunction(this, 'recovery.recover', {
      route: RECOVERY,
      settings,
      timeoutS: TIMEOUT_S,
      noDeadLetters: NEXT_RUN_MAKES_GOOD,
    }).function;
    charges.grantSettles(recover);
    orders.grantUpdates(recover);
    processor.grantPayments(recover);

    recover.configureAsyncInvoke({ retryAttempts: 0 });
    const rule = new Rule(this, 'EveryMinute', {
      description: 'Runs the recovery of charges that nobody came back for',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(recover, { retryAttempts: 0 })],
    });
    Validations.of(recover).acknowledge({
      id: 'Serverless-LambdaAsyncFailureDestination',
      reason: NEXT_RUN_MAKES_GOOD,
    });
    Validations.of(rule).acknowledge({ id: 'Serverless-EventBusDLQ', reason: NEXT_RUN_MAKES_GOOD });
    this.function = recover;
  }
}
