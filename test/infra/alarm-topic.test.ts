import { describe, expect, it } from '@jest/globals';
import { addChecks } from '../../infra/checks.ts';
import { readSettings } from '../../infra/settings.ts';
import { resourcesOf, statementsOf } from './reading.ts';
import { createApp, synthesize } from './synthesize.ts';

const EMAIL = 'oncall@example.com';
const template = synthesize({ alarmEmail: EMAIL });
const only = (type: string) => {
  const [found, ...others] = resourcesOf(template, type);
  if (found === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}`);
  return found;
};
const outputOf = (of: typeof template, name: string) => Object.values(of.findOutputs(name))[0]?.Value;

describe('without an address', () => {
  const silent = synthesize();

  it('the alarms are there, tell nobody and cost no key', () => {
    const alarms = resourcesOf(silent, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(0);
    for (const { properties } of alarms) expect(properties.AlarmActions).toBeUndefined();
    for (const type of ['AWS::SNS::Topic', 'AWS::KMS::Key']) expect(resourcesOf(silent, type)).toEqual([]);
  });

  it('the deployment says so', () => {
    expect(outputOf(silent, 'AlarmsGoTo')).toContain('nobody');
  });
});

describe('with an address', () => {
  it('every alarm goes to it', () => {
    const topic = { Ref: only('AWS::SNS::Topic').id };
    for (const { properties } of resourcesOf(template, 'AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions).toEqual([topic]);
    }
    expect(only('AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: EMAIL,
      TopicArn: topic,
    });
    expect(outputOf(template, 'AlarmsGoTo')).toContain(EMAIL);
  });

  it('the rules are kept', () => {
    const [app] = createApp({ alarmEmail: EMAIL });
    addChecks(app);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the topic', () => {
  const OURS = {
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    ArnLike: { 'aws:SourceArn': expect.anything() },
  };
  const statements: unknown[] = only('AWS::SNS::TopicPolicy').properties.PolicyDocument.Statement;

  it('takes messages over TLS only', () => {
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('lets the alarms of this account publish, and nobody else', () => {
    const allowing = statements.filter((each) => (each as { Effect: string }).Effect === 'Allow');
    expect(allowing).toEqual([
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: OURS,
      }),
    ]);
    expect(JSON.stringify(allowing)).toContain(':alarm:*');
  });

  it('is encrypted with a key of the stack that CloudWatch may use: the one of AWS would silence every alarm', () => {
    const key = only('AWS::KMS::Key');
    expect(only('AWS::SNS::Topic').properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [key.id, 'Arn'] });
    expect(key.properties.EnableKeyRotation).toBe(true);
    expect(key.properties.KeyPolicy.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: OURS,
      }),
    );
  });

  it('is nothing that a function may write to', () => {
    const services = resourcesOf(template, 'AWS::IAM::Policy')
      .flatMap(statementsOf)
      .flatMap(({ actions }) => actions.map((action) => action.split(':')[0]));
    expect(services).not.toContain('sns');
    expect(services).not.toContain('kms');
  });
});

describe('the address', () => {
  const read = (alarmEmail: unknown) =>
    readSettings((name) => (name === 'alarmEmail' ? alarmEmail : undefined), {}).alarmEmail;

  it.each([EMAIL, 'on+call@ops.example.co'])('may be %s', (address) => {
    expect(read(address)).toBe(address);
  });

  it.each(['', 'example.com', 'a@b', 'a@example.com,b@example.com', 'On Call <a@example.com>', 7])(
    'is not %j',
    (value) => {
      expect(() => read(value)).toThrow('Context `alarmEmail` must be one email address');
    },
  );
});
