import { describe, expect, it } from '@jest/globals';
import { permissionsOf, resourcesOf, statementsOf, tableActionsOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({ processor: 'stripe' });
const operations = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ properties }) => properties.Description,
);
const everyStatement = resourcesOf(template, 'AWS::IAM::Policy').flatMap(statementsOf);

/** The one thing that has no narrower form: X-Ray knows no resources. */
const TRACING = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

const CLAIMS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const CREATES = ['dynamodb:GetItem', 'dynamodb:PutItem'];
const UPDATES = ['dynamodb:GetItem', 'dynamodb:UpdateItem'];
const LISTS = ['byTenant: dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:GetItem'];
const READS = ['dynamodb:GetItem'];

describe('a function', () => {
  it.each(operations)('%s can neither delete nor scan', (operation) => {
    const actions = permissionsOf(template, operation).flatMap((statement) => statement.actions);
    expect(actions.filter((action) => /delete|scan|partiql|batchwrite/i.test(action))).toEqual([]);
  });

  it.each([
    ['charges.create', CLAIMS, UPDATES],
    ['charges.list', LISTS, []],
    ['charges.get', READS, []],
    ['orders.create', [], CREATES],
    ['orders.list', [], LISTS],
    ['orders.get', [], READS],
    ['orders.replace', [], UPDATES],
    ['orders.cancel', [], UPDATES],
  ])('%s does with charges and orders what it is for', (operation, charges, orders) => {
    expect(tableActionsOf(template, operation, 'Charges')).toEqual(charges);
    expect(tableActionsOf(template, operation, 'Orders')).toEqual(orders);
  });

  it('reads the Stripe key only where money moves, or may have', () => {
    const readers = operations.filter((operation) =>
      permissionsOf(template, operation).some(({ actions }) =>
        actions.includes('secretsmanager:GetSecretValue'),
      ),
    );
    expect([...readers].sort()).toEqual([
      'charges.create',
      'recovery.recover',
      'refunds.create',
      'webhooks.stripe',
    ]);
  });

  it('can be called by API Gateway alone, and the recovery by its schedule', () => {
    const principals = resourcesOf(template, 'AWS::Lambda::Permission').map(
      ({ properties }) => properties.Principal,
    );
    expect(new Set(principals)).toEqual(new Set(['apigateway.amazonaws.com', 'events.amazonaws.com']));
    expect(principals.filter((principal) => principal === 'events.amazonaws.com')).toHaveLength(1);
  });
});

describe('every policy', () => {
  it('names its actions one by one', () => {
    const actions = everyStatement.flatMap((statement) => statement.actions);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('names its resources one by one, but for tracing', () => {
    const wide = everyStatement.filter(({ resources }) => JSON.stringify(resources).includes('*'));
    for (const { actions } of wide) expect(actions).toEqual(TRACING);
  });

  it('is written here: no role carries a policy of somebody else', () => {
    const managed = resourcesOf(template, 'AWS::IAM::Role').flatMap(
      ({ properties }) => properties.ManagedPolicyArns ?? [],
    );
    expect(managed).toEqual([]);
  });
});
