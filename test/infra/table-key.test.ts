import { describe, expect, it } from '@jest/globals';
import { policyStatementsOf } from './policies.ts';
import { permissionsOf, resourcesOf } from './reading.ts';
import { PROD, synthesize } from './synthesize.ts';

const template = synthesize({
  processor: 'stripe',
  receiptFrom: 'receipts@payonce.example',
  tableKey: 'customer',
});
const simulated = synthesize({ processor: 'simulated', tableKey: 'customer' });
const [key] = resourcesOf(template, 'AWS::KMS::Key');
const operations = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ properties }) => properties.Description,
);

const actionsOf = (operation: string): string[] =>
  permissionsOf(template, operation).flatMap(({ actions }) => actions);
const withPrefix = (operation: string, prefix: string): string[] =>
  actionsOf(operation).filter((action) => action.startsWith(prefix));

describe('tables without a key of the account', () => {
  it('have the key that AWS owns, and the stack has none', () => {
    const plain = synthesize();
    expect(resourcesOf(plain, 'AWS::KMS::Key')).toEqual([]);
    for (const { properties } of resourcesOf(plain, 'AWS::DynamoDB::Table')) {
      expect(properties.SSESpecification).toEqual({ SSEEnabled: false });
    }
  });

  it('keep their names when they get one: the table stays, and what is in it', () => {
    const idsOf = (context: object) =>
      resourcesOf(synthesize({ processor: 'simulated', ...context }), 'AWS::DynamoDB::Table').map(
        ({ id }) => id,
      );
    expect(idsOf({ tableKey: 'customer' })).toEqual(idsOf({}));
  });
});

describe('tables with a key of the account', () => {
  it.each([
    ['stripe', template, 3],
    ['simulated', simulated, 4],
  ])('with the processor %s all have the same one', (_, of, count) => {
    const [only, ...others] = resourcesOf(of, 'AWS::KMS::Key');
    expect(others).toEqual([]);
    const tables = resourcesOf(of, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(count);
    for (const { properties } of tables) {
      expect(properties.SSESpecification).toEqual({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [only?.id, 'Arn'] },
      });
    }
  });

  it('is renewed every year', () => {
    expect(key?.properties.EnableKeyRotation).toBe(true);
  });

  it('is kept in the prod stage, as the tables are', () => {
    const kept = resourcesOf(synthesize({ ...PROD, tableKey: 'customer' }), 'AWS::KMS::Key');
    expect(kept.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['Retain']);
    expect(key?.deletionPolicy).toBe('Delete');
  });
});

describe('a function', () => {
  it.each(operations)('%s may use the key exactly as it may use tables', (operation) => {
    const reads = withPrefix(operation, 'dynamodb:').length > 0;
    const writes = actionsOf(operation).some((action) => /^dynamodb:(Put|Update)Item$/.test(action));
    const allowed = new Set(withPrefix(operation, 'kms:'));
    expect(allowed.has('kms:Decrypt')).toBe(reads);
    expect(allowed.has('kms:Encrypt')).toBe(writes);
    expect(allowed.has('kms:GenerateDataKey')).toBe(writes);
  });

  it('that is told of changes reads them with the key', () => {
    expect(withPrefix('receipts.send', 'dynamodb:')).toContain('dynamodb:GetRecords');
    expect(withPrefix('receipts.send', 'kms:')).toContain('kms:Decrypt');
  });
});

describe('the key', () => {
  const usesOf = (type: string) =>
    resourcesOf(template, type)
      .flatMap(({ properties }) => (properties.KeyPolicy ?? properties.PolicyDocument).Statement)
      .filter(({ Action }) =>
        [Action].flat().some((action: string) => /^kms:.*(crypt|DataKey)/.test(action)),
      );
  const throughDynamoDb = {
    StringEquals: {
      'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
    },
  };

  it.each(['AWS::KMS::Key', 'AWS::IAM::Policy'])('decrypts for DynamoDB alone, says each %s', (type) => {
    const uses = usesOf(type);
    expect(uses.length).toBeGreaterThan(0);
    for (const { Condition } of uses) expect(Condition).toEqual(throughDynamoDb);
  });

  it('is named in full wherever a function may use it', () => {
    const granted = policyStatementsOf(template).filter(
      ({ type, actions }) =>
        type === 'AWS::IAM::Policy' && actions.some((action) => action.startsWith('kms:')),
    );
    expect(granted.length).toBeGreaterThan(0);
    for (const { resources } of granted) expect(resources).toEqual([`\${${key?.id}.Arn}`]);
  });

  it('can be administered by the account: nobody is locked out of it', () => {
    const administers = policyStatementsOf(template).filter(({ actions }) =>
      actions.includes('kms:PutKeyPolicy'),
    );
    expect(administers.map(({ type, effect }) => [type, effect])).toEqual([['AWS::KMS::Key', 'Allow']]);
  });
});
