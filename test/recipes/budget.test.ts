import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { type Desk, only, openDesk, SYNTH_MS, stackOf } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('budget', () => {
  it(
    'counts what carries the tag that everything carries',
    async () => {
      const template = stackOf(await desk.synthesize('budget'), 'Payonce');
      const { Budget: budget } = only(template, 'AWS::Budgets::Budget').properties;
      expect(budget.CostFilters).toEqual({ TagKeyValue: ['user:application$payonce-dev'] });
      for (const type of ['AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup']) {
        template.allResourcesProperties(type, {
          Tags: Match.arrayWith([{ Key: 'application', Value: 'payonce-dev' }]),
        });
      }
      expect(only(template, 'AWS::ApiGatewayV2::Api').properties.Tags).toEqual({
        application: 'payonce-dev',
      });
    },
    SYNTH_MS,
  );
});
