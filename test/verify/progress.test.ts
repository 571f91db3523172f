import { describe, expect, it } from '@jest/globals';
import { progressOf } from '../../verify/deploy/cdk.ts';
import { isBusy } from '../../verify/deploy/steps/destroy.ts';

describe('a line of the CDK', () => {
  it('tells how far a deployment is', () => {
    const line =
      'payonce-dev | 61/93 | 7:05:53 PM | CREATE_IN_PROGRESS      | AWS::Lambda::Permission              | Payonce/Api/…';
    expect(progressOf(line)).toBe('61/93 CREATE_IN_PROGRESS AWS::Lambda::Permission');
    expect(progressOf('Outputs:')).toBeUndefined();
  });
});

describe('a stack whose deployment was interrupted', () => {
  it.each(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
    'is waited for while %s',
    (status) => {
      expect(isBusy(status)).toBe(true);
    },
  );

  it.each(['REVIEW_IN_PROGRESS', 'CREATE_COMPLETE', undefined])('is not waited for when %s', (status) => {
    expect(isBusy(status)).toBe(false);
  });
});
