import { describe, expect, it } from '@jest/globals';
import { tableOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();
const definitionOf = (name: string) => tableOf(template, name).properties;
const indexesOf = (name: string): Record<string, string[]> =>
  Object.fromEntries(
    (definitionOf(name).GlobalSecondaryIndexes ?? []).map(
      ({ IndexName, KeySchema }: { IndexName: string; KeySchema: { AttributeName: string }[] }) => [
        IndexName,
        KeySchema.map(({ AttributeName }) => AttributeName),
      ],
    ),
  );

describe('keeping the record of money', () => {
  it.each(['Charges', 'Orders'])('%s never expire', (name) => {
    expect(definitionOf(name).TimeToLiveSpecification).toBeUndefined();
  });

  it('records of other keys expire at a time of their own', () => {
    expect(definitionOf('Idempotency').TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAtS',
      Enabled: true,
    });
  });

  it.each(['Charges', 'Orders', 'Idempotency'])(
    '%s can be restored to any second of the last weeks',
    (name) => {
      expect(definitionOf(name).PointInTimeRecoverySpecification).toEqual({
        PointInTimeRecoveryEnabled: true,
      });
    },
  );

  it.each(['Charges', 'Orders', 'Idempotency'])(
    '%s is of one region, since a claim holds in one only',
    (name) => {
      expect(definitionOf(name)).not.toHaveProperty('Replicas');
    },
  );
});

describe('finding things', () => {
  it.each(['Charges', 'Orders', 'Idempotency'])('%s are reached by one string', (name) => {
    expect(definitionOf(name).KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
  });

  it('charges are found by tenant, refunds by their charge, and both by when they are due', () => {
    expect(indexesOf('Charges')).toEqual({
      byTenant: ['tenant', 'createdAtId'],
      byDueAt: ['dueShard', 'dueAtMs'],
      byCharge: ['refundOf', 'refundedAtId'],
    });
  });

  it('orders are found by tenant', () => {
    expect(indexesOf('Orders')).toEqual({ byTenant: ['tenant', 'createdAtId'] });
  });

  it('a due time is compared as a number', () => {
    expect(definitionOf('Charges').AttributeDefinitions).toContainEqual({
      AttributeName: 'dueAtMs',
      AttributeType: 'N',
    });
  });

  it('a change of a charge is streamed with what it was before', () => {
    expect(definitionOf('Charges').StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });
});
