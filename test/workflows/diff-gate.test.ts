import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobOf, runOf } from './workflow.ts';

const job = jobOf('deploy.yml', 'deploy');
const GATE = runOf(job, 'Nothing that remembers may be replaced or let go');

interface Template {
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation, as it comes.
  readonly Resources: Record<string, any>;
}

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
const app = process.env.CDK_OUT ?? '';
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'payonce-diff-gate-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What a stack had before, as a change of what it has now. */
const templateBefore = (change: (template: Template) => void): string => {
  const template = JSON.parse(readFileSync(join(app, 'Payonce.template.json'), 'utf8'));
  change(template);
  const file = join(mkdtempSync(join(directory, 'before-')), 'template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
};

const idOf = ({ Resources }: Template, type: string, prefix: string): string => {
  const found = Object.keys(Resources).find((id) => Resources[id].Type === type && id.startsWith(prefix));
  if (found === undefined) throw new Error(`No ${type} ${prefix}`);
  return found;
};

const rename = (template: Template, type: string, prefix: string): void => {
  const id = idOf(template, type, prefix);
  template.Resources[`${prefix}00000000`] = template.Resources[id];
  delete template.Resources[id];
};

/** A busy machine takes several times the five seconds of a `cdk diff`. */
const DIFF_WITHIN_MS = 120_000;

/** What the gate prints, and its status, after a real `cdk diff` against that template. No account is asked. */
const gateOf = async (template: string): Promise<{ status: number; stdout: string }> => {
  const cdk = join(
    dirname(createRequire(import.meta.filename).resolve('aws-cdk/package.json')),
    'bin',
    'cdk',
  );
  const cwd = dirname(template);
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
  };
  const args = [cdk, 'diff', '--app', app, '--template', template, '--no-color', '--no-notices'];
  const diff = await promisify(execFile)(process.execPath, args, { cwd, env });
  writeFileSync(join(cwd, 'diff.txt'), diff.stdout + diff.stderr);
  expect(diff.stdout + diff.stderr).toContain('Number of stacks with differences: 1');

  return promisify(execFile)('bash', ['-eo', 'pipefail', '-c', GATE], { cwd }).then(
    ({ stdout }) => ({ status: 0, stdout }),
    ({ code, stdout }) => ({ status: code, stdout }),
  );
};

describe('docs/upgrading.md', () => {
  it('has the command of the gate, as it is', () => {
    const upgrading = readFileSync(join(PROJECT_ROOT, 'docs', 'upgrading.md'), 'utf8');
    const command = /grep -E .*(?=; then)/.exec(GATE)?.[0];
    expect(command).toBeDefined();
    expect(upgrading).toContain(`\n${command}\n`);
  });
});

describe('the gate between cdk diff and cdk deploy', () => {
  it(
    'opens for functions and roles, for a table that is changed where it stands, and for the simulated ledger',
    async () => {
      const template = templateBefore((before) => {
        for (const resource of Object.values(before.Resources))
          if (resource.Type === 'AWS::Lambda::Function') resource.Properties.MemorySize = 128;
        rename(before, 'AWS::IAM::Role', 'Recovery');
        const charges = before.Resources[idOf(before, 'AWS::DynamoDB::Table', 'Charges')];
        delete charges.Properties.PointInTimeRecoverySpecification;
        before.Resources.SimulatedLedger00000000 = {
          ...charges,
          Metadata: { 'aws:cdk:path': 'Payonce/Simulated/Ledger/Resource' },
        };
      });

      expect(await gateOf(template)).toEqual({ status: 0, stdout: '' });
    },
    DIFF_WITHIN_MS,
  );

  it(
    'stays shut for whatever remembers and would not any more, and names it',
    async () => {
      const template = templateBefore((before) => {
        const properties = (type: string, prefix: string) =>
          before.Resources[idOf(before, type, prefix)].Properties;
        rename(before, 'AWS::DynamoDB::Table', 'Charges');
        before.Resources[idOf(before, 'AWS::DynamoDB::Table', 'Idempotency')].DeletionPolicy = 'Retain';
        rename(before, 'AWS::DynamoDB::Table', 'Idempotency');
        properties('AWS::DynamoDB::Table', 'Orders').KeySchema[0].AttributeName = 'id';
        rename(before, 'AWS::Cognito::UserPool', 'Merchants');
        properties('AWS::Cognito::UserPoolClient', 'Merchants').GenerateSecret = false;
        properties('AWS::SecretsManager::Secret', 'Stripe').Name = 'stripe';
      });

      const { status, stdout } = await gateOf(template);
      expect(status).toBe(1);
      expect(stdout.trim().split('\n').slice(0, -1).sort()).toEqual([
        '[-] AWS::Cognito::UserPool Merchants/Resource Merchants00000000 destroy',
        '[-] AWS::DynamoDB::Table Charges/Resource Charges00000000 destroy',
        '[-] AWS::DynamoDB::Table Idempotency/Resource Idempotency00000000 orphan',
        '[~] AWS::Cognito::UserPoolClient Merchants/Resource/Tenant-demo MerchantsTenantdemo1C0AC6EB replace',
        '[~] AWS::DynamoDB::Table Orders/Resource Orders2A43276C replace',
        '[~] AWS::SecretsManager::Secret Stripe/Resource StripeAEE9365A replace',
      ]);
    },
    DIFF_WITHIN_MS,
  );
});
