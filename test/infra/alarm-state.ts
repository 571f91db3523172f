import { runInNewContext } from 'node:vm';
import type { Resource } from './reading.ts';

/** The values of a metric, one per period, the latest last. `null`: nothing was written in that period. */
export type Series = readonly (number | null)[];
export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

export interface MetricOfAlarm {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

type Point = number | Point[];

/**
 * What CloudWatch's metric math does at one point in time. A value that is missing is NaN and makes missing what it
 * touches: the strictest reading, so that no alarm relies on a kinder one.
 */
const FUNCTIONS = {
  SUM: (points: number[]): number => points.reduce((sum, point) => sum + point, 0),
  MAX: (points: number[]): number => Math.max(...points),
  FILL: (point: Point, value: number): Point =>
    Array.isArray(point)
      ? point.map((each) => FUNCTIONS.FILL(each, value))
      : Number.isNaN(point)
        ? value
        : point,
  IF: (condition: boolean, yes: number, no: number): number => (condition ? yes : no),
};

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: MetricOfAlarm };
}

const metricQueries = ({ properties }: Resource): [string, MetricOfAlarm][] =>
  ((properties.Metrics ?? []) as Query[]).flatMap(({ Id, MetricStat }) =>
    MetricStat === undefined ? [] : [[Id, MetricStat.Metric]],
  );

/** What an alarm looks at. */
export const metricsOf = (alarm: Resource): MetricOfAlarm[] =>
  alarm.properties.MetricName === undefined
    ? metricQueries(alarm).map(([, metric]) => metric)
    : [alarm.properties as MetricOfAlarm];

/** What the alarm compares, at the `ago`-th period before the latest; NaN when there is nothing to compare. */
const compared = (alarm: Resource, seriesOf: (metric: MetricOfAlarm) => Series, ago: number): number => {
  const at = (metric: MetricOfAlarm) => seriesOf(metric).at(-1 - ago) ?? Number.NaN;
  const [single] = metricsOf(alarm);
  if (alarm.properties.MetricName !== undefined && single !== undefined) return at(single);

  const values = Object.fromEntries(metricQueries(alarm).map(([id, metric]) => [id, at(metric)]));
  const expressions = (alarm.properties.Metrics as Query[]).flatMap(({ Expression = [] }) => Expression);
  if (expressions.length !== 1) throw new Error('An alarm is evaluated by exactly one expression');
  return runInNewContext(expressions[0] ?? '', {
    ...FUNCTIONS,
    ...values,
    METRICS: () => Object.values(values),
  });
};

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
};

/**
 * The state of an alarm of the template after these series, by CloudWatch's rules for the last periods: how many of them
 * must be bad, and what counts for a period without data. (CloudWatch also looks a few periods further back where data is
 * missing, which only makes it slower to change its mind.)
 */
export const stateOf = (alarm: Resource, seriesOf: (metric: MetricOfAlarm) => Series): AlarmState => {
  const { EvaluationPeriods, DatapointsToAlarm, Threshold, ComparisonOperator, TreatMissingData } =
    alarm.properties;
  const compare = COMPARISONS[ComparisonOperator];
  if (compare === undefined) throw new Error(`No rule for ${ComparisonOperator}`);

  const values = Array.from({ length: EvaluationPeriods }, (_, ago) => compared(alarm, seriesOf, ago));
  const there = values.filter((value) => !Number.isNaN(value));
  const missing = values.length - there.length;
  if (there.length === 0 && TreatMissingData !== 'breaching' && TreatMissingData !== 'notBreaching')
    return 'INSUFFICIENT_DATA';

  const bad = there.filter((value) => compare(value, Threshold)).length;
  const isBadEnough =
    bad + (TreatMissingData === 'breaching' ? missing : 0) >= (DatapointsToAlarm ?? EvaluationPeriods);
  return isBadEnough ? 'ALARM' : 'OK';
};
