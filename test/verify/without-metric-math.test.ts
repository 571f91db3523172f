import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { narrowAlarms } from '../../verify/deploy/steps/without-metric-math.ts';

describe('alarms for an endpoint that knows no metric math', () => {
  const whole = JSON.parse(
    readFileSync(join(process.env.CDK_OUT ?? 'cdk.out', 'Payonce.template.json'), 'utf8'),
  ) as Parameters<typeof narrowAlarms>[0];
  const { template, narrowed } = narrowAlarms(whole);
  const alarms = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');

  it('look at one metric each, and at none less than before', () => {
    expect(narrowed.length).toBeGreaterThan(0);
    for (const { Properties } of alarms)
      expect(Properties).toMatchObject({
        MetricName: expect.any(String),
        Namespace: expect.any(String),
        Period: expect.any(Number),
      });
    expect(alarms.map(({ Properties }) => Properties.Metrics)).toEqual(alarms.map(() => undefined));
  });

  it('are changed in nothing else, and nothing else is', () => {
    expect(Object.keys(template.Resources)).toEqual(Object.keys(whole.Resources));
    for (const [id, before] of Object.entries(whole.Resources)) {
      const after = template.Resources[id];
      if (!narrowed.includes(id)) expect(after).toEqual(before);
      else
        expect(after?.Properties).toMatchObject({
          AlarmDescription: before.Properties.AlarmDescription,
          Threshold: before.Properties.Threshold,
        });
    }
  });
});
