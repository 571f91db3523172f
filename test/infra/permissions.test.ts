import { describe, expect, it } from '@jest/globals';
import { policyStatementsOf } from './policies.ts';
import { permissionsOf, resourcesOf, tableActionsOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({ processor: 'stripe' });
const operations = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ properties }) => properties.Description,
);

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

/** Everything by which the policies of two deployments may differ. */
const COMBINATIONS = [
  { processor: 'stripe' },
  { processor: 'stripe', stripeSecretName: 'payments/stripe' },
  { processor: 'simulated' },
].flatMap((processor) =>
  [{}, { receiptFrom: 'receipts@payonce.example', alarmEmail: 'ops@payonce.example' }].flatMap((mails) =>
    [{}, { tableKey: 'customer' }].map((key) => ({ ...processor, ...mails, ...key })),
  ),
);

const WILDCARD = /[*?]/;

interface AllowedWildcard {
  readonly type: string;
  readonly actions: RegExp;
  readonly resource: RegExp;
  readonly reason: string;
}

/** Each resource that is not named in full, and why it cannot be. */
const ALLOWED_WILDCARDS: readonly AllowedWildcard[] = [
  {
    type: 'AWS::IAM::Policy',
    actions: /^xray:(PutTelemetryRecords|PutTraceSegments)$/,
    resource: /^\*$/,
    reason: 'X-Ray knows no resources.',
  },
  {
    type: 'AWS::IAM::Policy',
    actions: /^secretsmanager:GetSecretValue$/,
    resource: /:secret:payments\/stripe-\?{6}$/,
    reason:
      'Secrets Manager appends six characters to the name of a secret, and nothing but the name is known.',
  },
  {
    type: 'AWS::KMS::Key',
    actions: /^kms:/,
    resource: /^\*$/,
    reason: 'In the policy of a key, `*` is that key.',
  },
  {
    type: 'AWS::Lambda::Permission',
    actions: /^lambda:InvokeFunction$/,
    resource: /^arn:\$\{AWS::Partition\}:execute-api:[^/]*:\$\{Api\w+\}\/\*\/\*(\/[\w.{}]+)+$/,
    reason:
      'One path of one API, in whichever stage and with whichever method of it: only the route knows those.',
  },
];

const isAllowed =
  (type: string, actions: readonly string[], resource: string) =>
  (allowed: AllowedWildcard): boolean =>
    allowed.type === type &&
    actions.every((action) => allowed.actions.test(action)) &&
    allowed.resource.test(resource);

const DEPLOYMENTS = COMBINATIONS.map((context) => [context, synthesize(context)] as const);

describe.each(DEPLOYMENTS)('with %j, every policy', (_, stack) => {
  // What denies may be as wide as it likes: it takes away.
  const allowing = policyStatementsOf(stack).filter(({ effect }) => effect !== 'Deny');

  it('names its actions one by one', () => {
    expect(allowing.length).toBeGreaterThan(0);
    expect(allowing.filter(({ actions }) => actions.length === 0)).toEqual([]);
    expect(allowing.filter(({ actions }) => actions.some((action) => WILDCARD.test(action)))).toEqual([]);
  });

  it('names its resources in full, but for those with a reason', () => {
    const wide = allowing.flatMap(({ type, id, actions, resources }) =>
      resources
        .filter((resource) => WILDCARD.test(resource))
        .filter((resource) => !ALLOWED_WILDCARDS.some(isAllowed(type, actions, resource)))
        .map((resource) => ({ id, actions, resource })),
    );
    expect(wide).toEqual([]);
  });

  it('says what it is about, and not what it is not about', () => {
    expect(policyStatementsOf(stack).flatMap(({ exceptions }) => exceptions)).toEqual([]);
  });

  it('is written here: no role carries a policy of somebody else', () => {
    const managed = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'].flatMap((type) =>
      resourcesOf(stack, type).flatMap(({ properties }) => properties.ManagedPolicyArns ?? []),
    );
    expect(managed).toEqual([]);
  });
});

describe('the list of reasons', () => {
  const everywhere = DEPLOYMENTS.flatMap(([, stack]) => policyStatementsOf(stack));

  it.each(ALLOWED_WILDCARDS.map((allowed) => [allowed.reason, allowed] as const))(
    'still needs: %s',
    (_, allowed) => {
      const isUsed = everywhere.some(({ type, actions, resources }) =>
        resources.some((resource) => isAllowed(type, actions, resource)(allowed)),
      );
      expect(isUsed).toBe(true);
    },
  );
});
