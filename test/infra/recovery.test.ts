import { describe, expect, it } from '@jest/globals';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { capturedOutput } from '../rig/captured-output.ts';
import { functionOf, resourcesOf, tableActionsOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();
const alarmOn = (metric: string) => {
  const found = resourcesOf(template, 'AWS::CloudWatch::Alarm').find(
    ({ properties }) => properties.MetricName === metric,
  );
  if (found === undefined) throw new Error(`The template has no alarm on ${metric}`);
  return found.properties;
};

describe('the recovery', () => {
  it('runs every minute, and a failed run is not repeated: the next one is', () => {
    const [rule] = resourcesOf(template, 'AWS::Events::Rule');

    expect(rule?.properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    expect(rule?.properties.Targets[0].Arn).toEqual({
      'Fn::GetAtt': [functionOf(template, 'recovery.recover').id, 'Arn'],
    });
    expect(rule?.properties.Targets[0].RetryPolicy).toEqual({ MaximumRetryAttempts: 0 });
    const [invoke] = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig');
    expect(invoke?.properties.MaximumRetryAttempts).toBe(0);
  });

  it('can settle charges and free orders, and can create, delete or list none', () => {
    const charges = tableActionsOf(template, 'recovery.recover', 'Charges');
    const orders = tableActionsOf(template, 'recovery.recover', 'Orders');

    expect(charges).toEqual(['byDueAt: dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:UpdateItem']);
    expect(orders).toEqual(['dynamodb:GetItem', 'dynamodb:UpdateItem']);
  });
});

describe('an alarm', () => {
  it('is raised when charges wait for more than ten minutes, and when the recovery says nothing', () => {
    expect(alarmOn('OldestDue')).toMatchObject({
      Namespace: 'Payonce',
      Dimensions: expect.arrayContaining([
        { Name: 'service', Value: 'payonce-dev' },
        { Name: 'operation', Value: 'recovery.recover' },
      ]),
      Statistic: 'Maximum',
      Period: 60,
      Threshold: 600_000,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('is raised by a single incident, and by nothing else', () => {
    expect(alarmOn('Incident')).toMatchObject({
      Namespace: 'Payonce',
      Dimensions: expect.arrayContaining([{ Name: 'operation', Value: 'incidents' }]),
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('what an alarm looks at', () => {
  const line = {
    due: 1,
    settled: 0,
    abandoned: 0,
    stillOpen: 1,
    notDue: 0,
    left: 0,
    failed: 0,
    oldestDueMs: 600_001,
  };

  /** The metrics that the functions really write, by CloudWatch's embedded format. */
  const written = async () => {
    const output = await capturedOutput(async () => {
      // As the template tells the functions of this stack.
      process.env.POWERTOOLS_SERVICE_NAME = 'payonce-dev';
      const telemetry = createTelemetry();
      telemetry.recovery(line);
      telemetry.incident('foreign-charge', {});
    });
    const lines = output
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    return lines.filter((each) => '_aws' in each);
  };

  it.each(['OldestDue', 'Incident'])('is a metric that is written just so: %s', async (name) => {
    const { Namespace, Dimensions } = alarmOn(name);
    const metric = (await written()).find((each) => name in each);

    expect(metric?._aws.CloudWatchMetrics[0].Namespace).toBe(Namespace);
    const dimensions = Dimensions.map(({ Name }: { Name: string }) => Name).sort();
    expect([...metric._aws.CloudWatchMetrics[0].Dimensions[0]].sort()).toEqual(dimensions);
    for (const { Name, Value } of Dimensions) expect(metric[Name]).toBe(Value);
  });
});
