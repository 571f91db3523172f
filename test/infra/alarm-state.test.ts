import { describe, expect, it } from '@jest/globals';
import { type MetricOfAlarm, type Series, stateOf } from './alarm-state.ts';

const SINGLE = {
  Namespace: 'N',
  MetricName: 'M',
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

const state = (properties: object, seriesOf: (metric: MetricOfAlarm) => Series) =>
  stateOf({ id: 'Alarm', path: '', deletionPolicy: undefined, properties }, seriesOf);

describe('an alarm on one metric', () => {
  it.each<[Series, string]>([
    [[6, 0, 6], 'ALARM'],
    [[0, 0, 6], 'OK'],
    [[5, 5, 5], 'OK'],
    [[6, 6, 0, 0, 0], 'OK'],
    [[null, 6, 6], 'ALARM'],
    [[6, null, null], 'OK'],
    [[], 'OK'],
  ])('is, after %j, %s', (series, expected) => {
    expect(state(SINGLE, () => series)).toBe(expected);
  });

  it('asks all periods where it does not say how many', () => {
    const { DatapointsToAlarm: _, ...all } = SINGLE;
    expect(state(all, () => [6, 0, 6])).toBe('OK');
    expect(state(all, () => [6, 6, 6])).toBe('ALARM');
  });

  it('takes the threshold itself where it says so', () => {
    const atLeast = { ...SINGLE, ComparisonOperator: 'GreaterThanOrEqualToThreshold' };
    expect(state(atLeast, () => [5, 5, 0])).toBe('ALARM');
  });

  it.each([
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['missing', 'INSUFFICIENT_DATA'],
    [undefined, 'INSUFFICIENT_DATA'],
  ])('that treats what is missing as %s is, after silence, %s', (TreatMissingData, expected) => {
    expect(state({ ...SINGLE, TreatMissingData }, () => [])).toBe(expected);
  });
});

describe('an alarm on an expression', () => {
  const withExpression = (Expression: string) => ({
    ...SINGLE,
    MetricName: undefined,
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    Metrics: [
      { Id: 'expr', Expression },
      { Id: 'a', MetricStat: { Metric: { Namespace: 'N', MetricName: 'A' } } },
      { Id: 'b', MetricStat: { Metric: { Namespace: 'N', MetricName: 'B' } } },
    ],
  });
  const stateAt = (expression: string, a: number | null, b: number | null) =>
    state(withExpression(expression), ({ MetricName }) => [MetricName === 'A' ? a : b]);

  it.each<[string, number | null, number | null, string]>([
    ['SUM(FILL(METRICS(), 0))', 3, 3, 'ALARM'],
    ['SUM(FILL(METRICS(), 0))', 6, null, 'ALARM'],
    ['SUM(METRICS())', 6, null, 'OK'],
    ['MAX(FILL(METRICS(), 0))', 3, 3, 'OK'],
    ['MAX(FILL(METRICS(), 0))', null, 6, 'ALARM'],
    ['IF(FILL(a, 0) >= 5, 100 * a / b, 0)', 5, 10, 'ALARM'],
    ['IF(FILL(a, 0) >= 5, 100 * a / b, 0)', 4, 10, 'OK'],
    ['IF(FILL(a, 0) >= 5, 100 * a / b, 0)', 5, null, 'OK'],
  ])('computes %s of %j and %j: %s', (expression, a, b, expected) => {
    expect(stateAt(expression, a, b)).toBe(expected);
  });

  it('is refused when it uses what is not known here', () => {
    expect(() => stateAt('ANOMALY_DETECTION_BAND(a)', 1, 1)).toThrow('ANOMALY_DETECTION_BAND');
  });
});
