import { describe, expect, it } from '@jest/globals';
import { PROD, synthesize } from './synthesize.ts';

/**
 * What remembers something that nobody can put back: charges and orders, who the tenants are, keys of the processor, letters.
 * CloudFormation knows a resource by its logical id alone: under another it is a new and empty one, and the old one is
 * deleted or forgotten. So an id is never edited here; it may only be added.
 */
const IDS: Readonly<Record<string, string>> = {
  ChargesEE2A1D4A: 'AWS::DynamoDB::Table',
  Orders2A43276C: 'AWS::DynamoDB::Table',
  Idempotency1F11DF15: 'AWS::DynamoDB::Table',
  Merchants694E0F80: 'AWS::Cognito::UserPool',
  MerchantsDomain1533E280: 'AWS::Cognito::UserPoolDomain',
  MerchantsScopes1B8DF570: 'AWS::Cognito::UserPoolResourceServer',
  MerchantsTenantdemo1C0AC6EB: 'AWS::Cognito::UserPoolClient',
};
const OF_STRIPE = {
  StripeAEE9365A: 'AWS::SecretsManager::Secret',
  StripeWebhookSecret626CE08A: 'AWS::SecretsManager::Secret',
};
const OF_RECEIPTS = { ReceiptsDeadLetters92BFE27C: 'AWS::SQS::Queue' };
const SIMULATED = { SimulatedLedger868D5444: 'AWS::DynamoDB::Table' };

const STATEFUL = /^AWS::(DynamoDB|Cognito|SecretsManager|SQS|S3|RDS|EFS)::(?!QueuePolicy)/;

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation, as it comes.
  readonly Properties: Record<string, any>;
}

const statefulIn = (context: Readonly<Record<string, unknown>>): Record<string, Resource> => {
  const { Resources } = synthesize(context).toJSON();
  return Object.fromEntries(
    Object.entries(Resources as Record<string, Resource>).filter(([, { Type }]) => STATEFUL.test(Type)),
  );
};

const typesOf = (resources: Readonly<Record<string, Resource>>): Record<string, string> =>
  Object.fromEntries(Object.entries(resources).map(([id, { Type }]) => [id, Type]));

const RECEIPTS = { receiptFrom: 'receipts@payonce.example' };

describe('the logical ids of what remembers', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['a first deployment', {}, { ...IDS, ...SIMULATED }],
    ['tables with a key of the account', { tableKey: 'customer' }, { ...IDS, ...SIMULATED }],
    ['one with Stripe', { processor: 'stripe' }, { ...IDS, ...OF_STRIPE }],
    ['prod with receipts', { ...PROD, ...RECEIPTS }, { ...IDS, ...OF_STRIPE, ...OF_RECEIPTS }],
    [
      'one more tenant',
      { tenants: 'demo,acme' },
      { ...IDS, ...SIMULATED, MerchantsTenantacme55F90462: 'AWS::Cognito::UserPoolClient' },
    ],
  ])('are those that they have always been: %s', (_, context, ids) => {
    expect(typesOf(statefulIn(context))).toEqual(ids);
  });
});

describe('what CloudFormation can only change by making it anew', () => {
  const resources = statefulIn({ ...PROD, ...RECEIPTS });
  const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);

  it('is the same in each table: its key, and no name of its own', () => {
    for (const { Properties } of ofType('AWS::DynamoDB::Table')) {
      expect(Properties.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
      expect(Properties.AttributeDefinitions).toContainEqual({ AttributeName: 'pk', AttributeType: 'S' });
      expect(Properties).not.toHaveProperty('TableName');
      expect(Properties).not.toHaveProperty('LocalSecondaryIndexes');
    }
  });

  it("is the same in a tenant's client and its pool", () => {
    for (const { Properties } of ofType('AWS::Cognito::UserPoolClient'))
      expect([Properties.GenerateSecret, Properties.UserPoolId]).toEqual([
        true,
        { Ref: 'Merchants694E0F80' },
      ]);
    for (const { Properties } of ofType('AWS::Cognito::UserPool'))
      for (const fixed of ['AliasAttributes', 'UsernameAttributes', 'UsernameConfiguration', 'Schema'])
        expect(Properties).not.toHaveProperty(fixed);
  });

  it('is not there in a secret: it has no name of its own', () => {
    for (const { Properties } of ofType('AWS::SecretsManager::Secret'))
      expect(Properties).not.toHaveProperty('Name');
  });
});
