import { describe, expect, it } from '@jest/globals';
import { askedFor } from '../../verify/deploy/steps/check-tables.ts';
import { differences } from '../../verify/deploy/table-settings.ts';

/** As `cdk synth` writes it. */
const PROPERTIES = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  TimeToLiveSpecification: { AttributeName: 'expiresAtS', Enabled: true },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byTenant',
      KeySchema: [
        { AttributeName: 'tenant', KeyType: 'HASH' },
        { AttributeName: 'createdAtId', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

describe('a table as the template asks for it', () => {
  const asked = askedFor(PROPERTIES);

  it('is read with all that it promises', () => {
    expect(asked).toEqual({
      key: 'pk HASH',
      billing: 'PAY_PER_REQUEST',
      stream: 'none',
      'time to live': 'by expiresAtS',
      'point-in-time recovery': 'on',
      'deletion protection': 'off',
      'index byTenant': 'tenant HASH, createdAtId RANGE; KEYS_ONLY',
    });
  });

  it('differs in nothing from itself', () => {
    expect(differences(asked, askedFor(PROPERTIES))).toEqual([]);
  });

  it('is told apart from one that lost a setting, and from one that has too much', () => {
    const { TimeToLiveSpecification: _, ...rest } = PROPERTIES;
    expect(differences(asked, askedFor(rest))).toEqual(['time to live: asked for by expiresAtS, is none']);
    const more = { ...asked, 'index byAmount': 'amount HASH; ALL' };
    expect(differences(asked, more)).toEqual(['index byAmount: asked for none, is amount HASH; ALL']);
  });
});
