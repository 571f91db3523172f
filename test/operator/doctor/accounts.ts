import type { SmallAccount } from './small-aws.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:Stripe-a1b2c3';

const fill = (secretId: string): string =>
  `read -rs KEY && printf %s "$KEY" | aws secretsmanager put-secret-value --secret-id ${secretId} --secret-string file:///dev/stdin`;

/** What the stack names when it has Stripe and receipts. */
export const OUTPUTS = {
  StripeSecretCommand: fill(ARN),
  StripeWebhookSecretCommand: fill(`${ARN}-webhook`),
  SendReceiptCommand: 'aws lambda invoke --function-name payonce-dev-send --payload {} /dev/stdout',
};

export const TOOLKIT = { status: 'CREATE_COMPLETE', outputs: { BootstrapVersion: '33' } };

/** Everything is there, and filled. */
export const WHOLE: SmallAccount = {
  GetCallerIdentity: { Account: '123456789012', Arn: 'arn:aws:sts::123456789012:assumed-role/Deployer/ada' },
  DescribeStacks: {
    CDKToolkit: TOOLKIT,
    'payonce-dev': { status: 'UPDATE_COMPLETE', outputs: OUTPUTS },
  },
  ListStackResources: [ARN, `${ARN}-webhook`],
  DescribeSecret: { VersionIdsToStages: { one: ['AWSPREVIOUS'], two: ['AWSCURRENT'] } },
  GetFunctionConfiguration: {
    Environment: { Variables: { RECEIPT_FROM: 'receipts@example.com', OTHER: 'not-to-be-shown' } },
  },
  GetEmailIdentity: { 'example.com': true },
  GetAccount: { ProductionAccessEnabled: true, SendingEnabled: true },
  GetAccountSettings: { AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 } },
};

export const withStack = (
  status: string,
  outputs: Readonly<Record<string, string>> = OUTPUTS,
): SmallAccount => ({
  ...WHOLE,
  DescribeStacks: { CDKToolkit: TOOLKIT, 'payonce-dev': { status, outputs } },
});
