import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../infra/settings.ts';
import { matches, unknownRule } from '../../local/streams/filter.ts';
import { readTemplate } from '../../local/template/read-template.ts';
import { functionOf, permissionsOf, resourcesOf, tableActionsOf, tableOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const FROM = 'receipts@example.com';
const template = synthesize({ receiptFrom: FROM });
const only = (type: string) => {
  const [found, ...others] = resourcesOf(template, type);
  if (found === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}`);
  return found;
};
const source = only('AWS::Lambda::EventSourceMapping').properties;
const deadLetters = only('AWS::SQS::Queue');

describe('without a sender', () => {
  it('nothing of receipts is deployed', () => {
    expect(JSON.stringify(synthesize().toJSON())).not.toMatch(/receipt|EventSourceMapping|AWS::SQS/i);
  });
});

describe('the sender', () => {
  const read = (receiptFrom: unknown) =>
    readSettings((name) => (name === 'receiptFrom' ? receiptFrom : undefined), {}).receiptFrom;

  it('is an address', () => {
    expect(read(FROM)).toBe(FROM);
    expect(functionOf(template, 'receipts.send').properties.Environment.Variables.RECEIPT_FROM).toBe(FROM);
  });

  it.each([
    '',
    'example.com',
    'a@b',
    '*@example.com',
    'Shop <a@example.com>',
    'a@example.com,b@example.com',
    7,
  ])('is not %j', (value) => {
    expect(() => read(value)).toThrow('Context `receiptFrom` must be an email address');
  });
});

describe('what the stream tells the function', () => {
  const patterns: unknown[] = source.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) =>
    JSON.parse(Pattern),
  );
  const S = (text: string) => ({ S: text });
  const NULL = { NULL: true };
  const change = (before: string, after: string, more: object = {}) => ({
    eventName: 'MODIFY',
    dynamodb: {
      OldImage: { id: S('ch_1'), status: S(before) },
      NewImage: { id: S('ch_1'), status: S(after), receiptEmail: NULL, orderId: NULL, ...more },
    },
  });
  const isTold = (record: unknown) => patterns.some((pattern) => matches(pattern, record));

  it('is read by rules that a local run knows as well', () => {
    expect(patterns.map(unknownRule)).toEqual(patterns.map(() => undefined));
  });

  it.each([
    ['its own address', { receiptEmail: S('ada@example.com') }],
    ['an order', { orderId: S('ord_1') }],
    ['both', { receiptEmail: S('ada@example.com'), orderId: S('ord_1') }],
  ])('is a charge that has just succeeded, with %s', (_, more) => {
    expect(isTold(change('processing', 'succeeded', more))).toBe(true);
  });

  it.each([
    ['a charge that nobody can be told about', change('processing', 'succeeded')],
    ['a charge that failed', change('processing', 'failed', { orderId: S('ord_1') })],
    ['a charge of which some is given back', change('succeeded', 'succeeded', { orderId: S('ord_1') })],
    ['a refund', change('processing', 'succeeded', { id: S('re_1'), orderId: S('ord_1') })],
    ['a new charge', { ...change('processing', 'succeeded', { orderId: S('ord_1') }), eventName: 'INSERT' }],
  ])('is not %s', (_, record) => {
    expect(isTold(record)).toBe(false);
  });
});

describe('the event source', () => {
  it('reads the charges from the oldest event on, and loses none while it starts', () => {
    expect(source.EventSourceArn).toEqual({ 'Fn::GetAtt': [tableOf(template, 'Charges').id, 'StreamArn'] });
    expect(source.StartingPosition).toBe('TRIM_HORIZON');
  });

  it('asks which records failed, and tries those again by age and not by count', () => {
    expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(source.MaximumRetryAttempts).toBe(-1);
    expect(source.MaximumRecordAgeInSeconds).toBe(6 * 60 * 60);
  });

  it('tries much longer than a lease can run', () => {
    const { Timeout } = functionOf(template, 'receipts.send').properties;
    expect(source.MaximumRecordAgeInSeconds).toBeGreaterThan(100 * Timeout);
  });

  it('halves a batch on which the function dies, and keeps what is given up', () => {
    expect(source.BisectBatchOnFunctionError).toBe(true);
    expect(source.DestinationConfig.OnFailure.Destination).toEqual({ 'Fn::GetAtt': [deadLetters.id, 'Arn'] });
  });
});

describe('the dead letters', () => {
  it('are encrypted, sent over TLS only, and kept for two weeks', () => {
    expect(deadLetters.properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
    const { Statement } = only('AWS::SQS::QueuePolicy').properties.PolicyDocument;
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('raise an alarm with the first of them', () => {
    const alarm = resourcesOf(template, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.MetricName === 'ApproximateNumberOfMessagesVisible',
    );
    expect(alarm?.properties).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [deadLetters.id, 'QueueName'] } }],
    });
  });
});

describe('the function', () => {
  const statements = permissionsOf(template, 'receipts.send');
  const allowed = (service: string) =>
    statements.filter(({ actions }) => actions.every((action) => action.startsWith(`${service}:`)));

  it('reads charges and orders, and writes nothing but its claims', () => {
    const STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    const reads = [...STREAM, 'GetItem'].map((action) => `dynamodb:${action}`).sort();
    expect(tableActionsOf(template, 'receipts.send', 'Charges')).toEqual(reads);
    expect(tableActionsOf(template, 'receipts.send', 'Orders')).toEqual(['dynamodb:GetItem']);
    expect(tableActionsOf(template, 'receipts.send', 'Idempotency')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ]);
  });

  it('sends from its sender only', () => {
    const [mail, ...others] = allowed('ses');
    expect(others).toEqual([]);
    expect(mail?.actions).toEqual(['ses:SendEmail']);
    const identities = mail?.resources.map(
      (resource) => /identity\/([^"]+)"/.exec(JSON.stringify(resource))?.[1],
    );
    expect(identities?.sort()).toEqual(['example.com', FROM]);
    expect(JSON.stringify(template.toJSON())).toContain(`"StringEquals":{"ses:FromAddress":"${FROM}"}`);
  });

  it('names every resource, but for tracing', () => {
    const wide = statements.filter(({ resources }) => resources.includes('*'));
    const actions = wide.flatMap((statement) => statement.actions);
    expect(actions.sort()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });
});

describe('the bundles', () => {
  it('hold the mail service’s client in this function only', () => {
    const { functions } = readTemplate(process.env.CDK_OUT ?? 'cdk.out');
    const holders = functions.filter(({ bundlePath }) => readFileSync(bundlePath, 'utf8').includes('SESv2'));
    expect(holders.map(({ id }) => id)).toEqual(['receipts.send']);
  });
});
