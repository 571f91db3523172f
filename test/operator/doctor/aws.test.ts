import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BOOTSTRAP_VERSION_MIN } from '../../../operator/doctor/aws/bootstrap.ts';
import { createClients } from '../../../operator/doctor/aws/clients.ts';
import { examineAws } from '../../../operator/doctor/aws/examine-aws.ts';
import type { Finding } from '../../../operator/doctor/finding.ts';
import { OUTPUTS, TOOLKIT, WHOLE, withStack } from './accounts.ts';
import { type SmallAccount, type SmallAws, startSmallAws } from './small-aws.ts';

let aws: SmallAws;

beforeAll(async () => {
  aws = await startSmallAws(WHOLE);
});

afterAll(() => aws.close());

const CREDENTIALS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret-of-the-key' };

const examine = async (account: SmallAccount, receiptFrom?: string): Promise<Finding[]> => {
  aws.account = account;
  const clients = createClients({
    endpoint: aws.endpoint,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
  });
  const findings: Finding[] = [];
  const environment = { AWS_PROFILE: 'work' };
  await examineAws({ clients, environment, stack: 'payonce-dev', receiptFrom }, (one) => findings.push(one));
  return findings;
};

/** The one finding of that name. */
const of = (findings: readonly Finding[], name: string): Finding | undefined =>
  findings.find((one) => one.name === name);

describe('an account in which everything is in order', () => {
  it('is told in one line for each thing, with nothing to do', async () => {
    const findings = await examine(WHOLE);
    expect(findings.map(({ verdict, name, seen }) => `${verdict} ${name}: ${seen}`)).toEqual([
      'ok AWS region: eu-central-1',
      'ok AWS credentials: account 123456789012, arn:aws:sts::123456789012:assumed-role/Deployer/ada, by profile work',
      'ok CDK bootstrap: CDKToolkit has version 33',
      'ok Stack payonce-dev: UPDATE_COMPLETE',
      'ok Stripe key: filled (its value was not read)',
      "ok Stripe's signing secret: filled (its value was not read)",
      'ok Sender of receipts: SES sends from receipts@example.com (example.com is verified)',
      'ok SES account: out of the sandbox',
      'ok Concurrent executions of Lambda: 900 unreserved',
    ]);
    expect(findings.every(({ remedy }) => remedy === undefined)).toBe(true);
  });
});

describe('an account in which something is missing', () => {
  const stacks = WHOLE.DescribeStacks as object;
  it.each<[string, Partial<SmallAccount>, Partial<Finding>]>([
    [
      'AWS credentials',
      { GetCallerIdentity: 'InvalidClientTokenId' },
      { verdict: 'missing', seen: 'AWS does not take them (InvalidClientTokenId; profile work)' },
    ],
    [
      'CDK bootstrap',
      { DescribeStacks: {} },
      {
        verdict: 'missing',
        seen: 'no stack CDKToolkit in this account and region',
        remedy: 'npx cdk bootstrap',
      },
    ],
    [
      'CDK bootstrap',
      { DescribeStacks: { ...stacks, CDKToolkit: { ...TOOLKIT, outputs: { BootstrapVersion: '5' } } } },
      { verdict: 'missing', seen: 'CDKToolkit has version 5, and 6 is needed', remedy: 'npx cdk bootstrap' },
    ],
    ['Stack payonce-dev', withStack('ROLLBACK_COMPLETE'), { verdict: 'missing', seen: 'ROLLBACK_COMPLETE' }],
    ['Stack payonce-dev', withStack('UPDATE_ROLLBACK_FAILED'), { verdict: 'missing' }],
    ['Stack payonce-dev', withStack('UPDATE_IN_PROGRESS'), { verdict: 'cannot tell' }],
    ['Stack payonce-dev', withStack('UPDATE_ROLLBACK_COMPLETE'), { verdict: 'ok' }],
    [
      'Stack payonce-dev',
      { DescribeStacks: { CDKToolkit: TOOLKIT } },
      { verdict: 'ok', seen: 'not deployed; `npx cdk deploy` makes it' },
    ],
    [
      'Stripe key',
      { DescribeSecret: { VersionIdsToStages: { one: ['AWSCURRENT'] } } },
      { verdict: 'missing', remedy: 'paste the output StripeSecretCommand' },
    ],
    [
      "Stripe's signing secret",
      { DescribeSecret: { VersionIdsToStages: { one: ['AWSCURRENT'] } } },
      { verdict: 'missing', isOptional: true, remedy: 'paste the output StripeWebhookSecretCommand' },
    ],
    [
      'Sender of receipts',
      { GetEmailIdentity: { 'example.com': false } },
      { verdict: 'missing', seen: 'SES has verified neither receipts@example.com nor its domain' },
    ],
    ['Sender of receipts', { GetEmailIdentity: {} }, { verdict: 'missing' }],
    [
      'SES account',
      { GetAccount: { ProductionAccessEnabled: false, SendingEnabled: true } },
      { verdict: 'missing', isOptional: true, seen: 'in the sandbox: mails reach verified addresses only' },
    ],
    [
      'SES account',
      { GetAccount: { SendingEnabled: false } },
      { verdict: 'missing', seen: 'sending is stopped' },
    ],
    [
      'Concurrent executions of Lambda',
      {
        GetAccountSettings: {
          AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
        },
      },
      { verdict: 'missing', isOptional: true, seen: '10 unreserved; 100 charges a second need 100' },
    ],
  ])('is told of %s', async (name, change, expected) => {
    const finding = of(await examine({ ...WHOLE, ...change }), name);
    expect(finding).toMatchObject(expected);
    if (expected.verdict !== 'ok') expect(finding?.remedy).toBeTruthy();
  });

  it.each([
    ['CDK bootstrap', 'DescribeStacks', 'cloudformation:DescribeStacks'],
    ['Stack payonce-dev', 'DescribeStacks', 'cloudformation:DescribeStacks'],
    ['Stripe key', 'DescribeSecret', 'secretsmanager:DescribeSecret'],
    ['Stripe key', 'ListStackResources', 'cloudformation:ListStackResources'],
    ['Sender of receipts', 'GetEmailIdentity', 'ses:GetEmailIdentity'],
    ['Sender of receipts', 'GetFunctionConfiguration', 'lambda:GetFunctionConfiguration'],
    ['SES account', 'GetAccount', 'ses:GetAccount'],
    ['Concurrent executions of Lambda', 'GetAccountSettings', 'lambda:GetAccountSettings'],
  ])('cannot be told of %s without a right to %s', async (name, operation, permission) => {
    const finding = of(await examine({ ...WHOLE, [operation]: 'AccessDeniedException' }), name);
    expect(finding?.verdict).toBe('cannot tell');
    expect(finding?.remedy).toContain(permission);
  });

  it('is asked nothing else when nobody may ask', async () => {
    const before = aws.calls.length;
    const findings = await examine({ ...WHOLE, GetCallerIdentity: 'ExpiredToken' });
    expect(findings.at(-1)).toMatchObject({ name: 'Everything else at AWS', verdict: 'cannot tell' });
    expect(new Set(aws.calls.slice(before))).toEqual(new Set(['GetCallerIdentity']));
  });
});

describe('what is not deployed', () => {
  it('is not asked for: no Stripe key of a simulated processor, no sender without receipts', async () => {
    const names = (await examine(withStack('CREATE_COMPLETE', {}))).map(({ name }) => name);
    expect(names).not.toContain('Stripe key');
    expect(names).not.toContain('Sender of receipts');
  });

  it('is asked for when it is about to be: the sender of --receipt-from', async () => {
    const findings = await examine(withStack('CREATE_COMPLETE', {}), 'other@example.org');
    expect(of(findings, 'Sender of receipts')?.seen).toContain('other@example.org');
  });

  it('needs no second version of a key in a secret of yours, which the stack did not begin', async () => {
    const command = OUTPUTS.StripeSecretCommand.replace(/arn:\S+/, 'payments/stripe');
    const account = {
      ...withStack('CREATE_COMPLETE', { ...OUTPUTS, StripeSecretCommand: command }),
      DescribeSecret: { VersionIdsToStages: { one: ['AWSCURRENT'] } },
    };
    expect(of(await examine(account), 'Stripe key')?.verdict).toBe('ok');
  });
});

describe('secrets', () => {
  it('are not asked for and not shown', async () => {
    const told = JSON.stringify(await examine(WHOLE));
    for (const secret of ['AKIAEXAMPLE', 'secret-of-the-key', 'not-to-be-shown'])
      expect(told).not.toContain(secret);
    expect(aws.calls).toContain('DescribeSecret');
    expect(aws.calls.filter((call) => /Secret/.test(call) && call !== 'DescribeSecret')).toEqual([]);
  });
});

describe('the version of the bootstrap that is enough', () => {
  it('is what the synthesized app asks for', () => {
    const manifest = JSON.parse(readFileSync(join(process.env.CDK_OUT ?? '', 'manifest.json'), 'utf8'));
    const wanted = Object.values<{ properties?: { requiresBootstrapStackVersion?: number } }>(
      manifest.artifacts,
    )
      .map(({ properties }) => properties?.requiresBootstrapStackVersion)
      .filter((version) => version !== undefined);
    expect(Math.max(...wanted)).toBe(BOOTSTRAP_VERSION_MIN);
  });
});
