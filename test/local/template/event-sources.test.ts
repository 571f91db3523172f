import { describe, expect, it } from '@jest/globals';
import type { Stack } from '../../../local/template/cloud-assembly.ts';
import { readEventSources } from '../../../local/template/event-sources.ts';
import { readTemplate } from '../../../local/template/read-template.ts';
import { localNames } from '../../../local/template/references.ts';

const read = (properties: object) => {
  const stack = {
    name: 'Test',
    parameters: {},
    resources: {
      Tell: { Type: 'AWS::Lambda::Function', Properties: {} },
      Things: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'things' } },
      Dead: { Type: 'AWS::SQS::Queue', Properties: {} },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: { Ref: 'Tell' },
          EventSourceArn: { 'Fn::GetAtt': ['Things', 'StreamArn'] },
          StartingPosition: 'LATEST',
          ...properties,
        },
      },
    },
  } as unknown as Stack;
  return readEventSources(stack, localNames(stack));
};

describe('an event source of the template', () => {
  it('that says nothing more is as Lambda takes it', () => {
    expect(read({})).toEqual([
      {
        functionLogicalId: 'Tell',
        tableName: 'things',
        startsAt: 'LATEST',
        patterns: [],
        batchSize: 100,
        windowMs: 0,
        lanes: 1,
        bisects: false,
        reportsItems: false,
        retriesMax: Number.POSITIVE_INFINITY,
        ageMaxMs: Number.POSITIVE_INFINITY,
        deadLetters: undefined,
      },
    ]);
  });

  it('is followed by its own settings', () => {
    const [source] = read({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 5,
      MaximumBatchingWindowInSeconds: 2,
      ParallelizationFactor: 3,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 4,
      MaximumRecordAgeInSeconds: 60,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["MODIFY"]}' }] },
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
    });
    expect(source).toMatchObject({
      startsAt: 'TRIM_HORIZON',
      patterns: [{ eventName: ['MODIFY'] }],
      batchSize: 5,
      windowMs: 2_000,
      lanes: 3,
      bisects: true,
      reportsItems: true,
      retriesMax: 4,
      ageMaxMs: 60_000,
      deadLetters: 'Dead',
    });
  });

  it('that is disabled is none', () => {
    expect(read({ Enabled: false })).toEqual([]);
  });

  it('that a local run cannot follow stops it, with a sentence that names it', () => {
    expect(() => read({ EventSourceArn: 'arn:aws:kinesis:x' })).toThrow(
      "Event source Mapping does not lead from a table's stream to a function",
    );
    const Pattern = '{"eventName":[{"anything-but":["REMOVE"]}]}';
    expect(() => read({ FilterCriteria: { Filters: [{ Pattern }] } })).toThrow(
      'Event source Mapping filters by {"anything-but":["REMOVE"]}; a local run knows values, prefix and exists.',
    );
  });

  it('is there in the template of Payonce: charges lead to receipts', () => {
    const { eventSources } = readTemplate(process.env.CDK_OUT ?? 'cdk.out');
    expect(eventSources).toMatchObject([{ functionId: 'receipts.send', lanes: 10, ageMaxMs: 21_600_000 }]);
  });
});
