import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from './settings.ts';

/** As written by `functions/shared/powertools-telemetry.ts`. */
const NAMESPACE = 'Payonce';

/** As often as most of AWS writes a metric. */
export const A_MINUTE = Duration.minutes(1);
export const FIVE_MINUTES = Duration.minutes(5);

interface Reading {
  readonly statistic: string;
  readonly period: Duration;
}

/** What the functions of a stack count themselves. @param operation a function's, or `incidents` */
export type Counted = (name: string, operation: string, reading?: Partial<Reading>) => Metric;

export const countedBy =
  ({ stackName }: Pick<Settings, 'stackName'>): Counted =>
  (name, operation, { statistic = Stats.SUM, period = A_MINUTE } = {}) =>
    new Metric({
      namespace: NAMESPACE,
      metricName: name,
      dimensionsMap: { service: stackName, operation },
      statistic,
      period,
    });

/** No alarm may look at more of them, and AWS does not raise it. */
export const METRICS_PER_ALARM_MAX = 10;

const overAll = (name: 'SUM' | 'MAX', metrics: readonly IMetric[], label: string, period: Duration) =>
  new MathExpression({
    // One that says nothing counts as 0: otherwise the sum would be missing until the last of them has spoken.
    expression: `${name}(FILL(METRICS(), 0))`,
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    label,
    period,
  });

/** All of them together, as an alarm can look at it: at most `METRICS_PER_ALARM_MAX`. */
export const sumOf = (metrics: readonly IMetric[], label: string): MathExpression =>
  overAll('SUM', metrics, label, FIVE_MINUTES);

/** The worst of them, likewise. */
export const worstOf = (metrics: readonly IMetric[], label: string): MathExpression =>
  overAll('MAX', metrics, label, FIVE_MINUTES);
