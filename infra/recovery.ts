import { Duration, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ChargesTable } from './charges-table.ts';
import type { KeyedTable } from './keyed-table.ts';
import { OneFunction } from './one-function.ts';
import type { Settings } from './settings.ts';
import type { StripeProcessor } from './stripe-processor.ts';

/** As written by `functions/shared/powertools-telemetry.ts`. */
const NAMESPACE = 'Payonce';
const SERVICE = 'payonce';

/** A run has four times the time of a charge; the next one may begin before it ends, which is as good as after. */
const TIMEOUT_S = 60;

/** Three missed minutes and seven more: by then somebody should know, and the processor still remembers for hours. */
const OLDEST_DUE_MAX = Duration.minutes(10);

const NEXT_RUN_MAKES_GOOD =
  'The event says nothing but "now": a run that fails is made good by the next, a minute later.';

export interface RecoveryProps {
  readonly settings: Settings;
  readonly charges: ChargesTable;
  readonly orders: KeyedTable;
  readonly processor: Pick<StripeProcessor, 'grantPayments'>;
}

/** Ends the charges that nobody came back for, every minute, and raises an alarm when it does not get there. */
export class Recovery extends Construct {
  constructor(scope: Construct, id: string, { settings, charges, orders, processor }: RecoveryProps) {
    super(scope, id);

    const recover = new OneFunction(this, 'recovery.recover', {
      route: { entry: 'recovery/recover' },
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
    this.addAlarms();
  }

  private addAlarms(): void {
    new Alarm(this, 'OldestDueAlarm', {
      alarmDescription:
        'Charges wait to be settled and are not, or the recovery does not run. Read the log of recovery.recover: ' +
        'does the processor answer, is its key valid? Nothing is lost while it waits; payers are told to repeat.',
      metric: new Metric({
        namespace: NAMESPACE,
        metricName: 'OldestDue',
        dimensionsMap: { service: SERVICE, operation: 'recovery.recover' },
        statistic: Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: OLDEST_DUE_MAX.toMilliseconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 3,
      // A recovery that does not run says nothing.
      treatMissingData: TreatMissingData.BREACHING,
    });
    new Alarm(this, 'IncidentAlarm', {
      alarmDescription:
        'A charge or an order is not as the protocol says. Find the line "incident" in the logs: it names the charge. ' +
        'Compare it with the processor before anything is changed by hand.',
      metric: new Metric({
        namespace: NAMESPACE,
        metricName: 'Incident',
        dimensionsMap: { service: SERVICE, operation: 'incidents' },
        statistic: Stats.SUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
