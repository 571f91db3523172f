import { describe, expect, it } from '@jest/globals';
import { CfnResource } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { InlineCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { addChecks } from '../../infra/checks.ts';
import type { PayonceStack } from '../../infra/payonce-stack.ts';
import { createApp } from './synthesize.ts';

const synthWith = (plant: (stack: PayonceStack) => void, context = {}) => {
  const [app, stack] = createApp(context);
  plant(stack);
  addChecks(app);
  return app.synth();
};

describe('a synth', () => {
  it.each(['stripe', 'simulated'])('passes for the stack as it is, with the processor %s', (processor) => {
    expect(() => synthWith(() => {}, { processor })).not.toThrow();
  });

  it('passes with every option on', () => {
    const everything = {
      processor: 'stripe',
      receiptFrom: 'receipts@payonce.example',
      alarmEmail: 'ops@payonce.example',
      tableKey: 'customer',
      concurrency: { 'charges.create': 50 },
      maxReadRequestUnits: 4000,
      maxWriteRequestUnits: 1000,
      allowedOrigins: 'https://shop.example.com',
    };
    expect(() => synthWith(() => {}, everything)).not.toThrow();
  });

  it('fails on a permission for everything that nobody has given a reason for', () => {
    expect(() =>
      synthWith((stack) => {
        const role = new Role(stack, 'Planted', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
        role.addToPolicy(
          new PolicyStatement({ effect: Effect.ALLOW, actions: ['dynamodb:*'], resources: ['*'] }),
        );
      }),
    ).toThrow('AwsSolutions-IAM5[Action::dynamodb:*]');
  });

  it('fails on a function whose time-out is left to chance', () => {
    expect(() =>
      synthWith((stack) => {
        new LambdaFunction(stack, 'Planted', {
          runtime: Runtime.NODEJS_24_X,
          handler: 'index.handler',
          code: new InlineCode('exports.handler = async () => {}'),
        });
      }),
    ).toThrow('Serverless-LambdaDefaultTimeout');
  });

  it('fails on a property that CloudFormation does not know', () => {
    expect(() =>
      synthWith((stack) => {
        new CfnResource(stack, 'Planted', { type: 'AWS::DynamoDB::Table', properties: { Tabelname: 'x' } });
      }),
    ).toThrow('Tabelname');
  });
});
