import { describe, expect, it } from '@jest/globals';
import type { Stack } from '../../../local/template/cloud-assembly.ts';
import { readSchedules } from '../../../local/template/schedules.ts';

const stackWith = (properties: object): Stack =>
  ({
    name: 'Test',
    resources: {
      Recover: { Type: 'AWS::Lambda::Function', Properties: {} },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { Targets: [{ Arn: { 'Fn::GetAtt': ['Recover', 'Arn'] } }], ...properties },
      },
    },
  }) as unknown as Stack;

describe('a rule of the template', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('with %s runs its function every %d ms', (ScheduleExpression, everyMs) => {
    expect(readSchedules(stackWith({ ScheduleExpression }))).toEqual([
      { functionLogicalId: 'Recover', everyMs },
    ]);
  });

  it('that is disabled, or about events, is no schedule', () => {
    expect(readSchedules(stackWith({ ScheduleExpression: 'rate(1 minute)', State: 'DISABLED' }))).toEqual([]);
    expect(readSchedules(stackWith({ EventPattern: {} }))).toEqual([]);
  });

  it('that a local run cannot follow stops it, with a sentence that names it', () => {
    expect(() => readSchedules(stackWith({ ScheduleExpression: 'cron(0 12 * * ? *)' }))).toThrow(
      'Rule Rule has the schedule cron(0 12 * * ? *); a local run knows rate(…).',
    );
    expect(() =>
      readSchedules(stackWith({ ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: 'arn:aws:sqs' }] })),
    ).toThrow('Rule Rule does not lead to a function.');
  });
});
