import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WHOLE, withStack } from './accounts.ts';
import { type SmallAws, startSmallAws } from './small-aws.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..');

let directory: string;
let aws: SmallAws;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'payonce-doctor-test-'));
  aws = await startSmallAws(WHOLE);
});

afterAll(async () => {
  await aws.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const doctor = (root: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve) => {
    const program = join(root, 'operator', 'doctor.mjs');
    // A tsx that runs this test would be inherited, and with it what is not installed there.
    const env = { PATH: process.env.PATH, HOME: directory, ...environment };
    execFile(process.execPath, [program, ...args], { env, cwd: root }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

interface Tree {
  readonly node?: string;
  /** What package.json asks for, if not what is locked. */
  readonly asked?: string;
  /** Versions by name; `undefined`: npm ci has not run. */
  readonly installed?: Readonly<Record<string, string>>;
  /** Of these, packages whose folder somebody has removed. */
  readonly removed?: readonly string[];
}

/** A project with one package, one that is optional, and the doctor. */
const plant = ({ node = '>=20.19', asked = '1.0.0', installed, removed = [] }: Tree): string => {
  const root = mkdtempSync(join(directory, 'tree-'));
  for (const file of ['doctor.mjs', 'doctor/before-install.mjs', 'doctor/report.mjs'])
    cpSync(join(PROJECT_ROOT, 'operator', file), join(root, 'operator', file));
  const write = (path: string, value: object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(value));
  };
  const dependencies = { 'left-pad': '1.0.0' };
  write('package.json', { engines: { node }, dependencies: { 'left-pad': asked } });
  write('package-lock.json', {
    packages: {
      '': { dependencies },
      'node_modules/left-pad': { version: '1.0.0' },
      'node_modules/elsewhere': { version: '1.0.0', optional: true },
    },
  });
  if (installed === undefined) return root;
  const packages = Object.entries(installed).map(([name, version]) => [`node_modules/${name}`, { version }]);
  write('node_modules/.package-lock.json', { packages: Object.fromEntries(packages) });
  for (const name of Object.keys(installed))
    if (!removed.includes(name)) write(`node_modules/${name}/package.json`, { name });
  return root;
};

const [MAJOR, MINOR] = process.versions.node.split('.').map(Number) as [number, number];

describe('the doctor in a tree that cannot run it whole', () => {
  it.each<[string, Tree, string]>([
    ['nothing is installed', {}, 'missing      Packages: nothing is installed. Do: npm ci'],
    [
      'another version is installed',
      { installed: { 'left-pad': '0.9.0' } },
      'missing      Packages: 1 not as package-lock.json has them, such as node_modules/left-pad. Do: npm ci',
    ],
    ['one is not installed', { installed: {} }, 'such as node_modules/left-pad. Do: npm ci'],
    [
      'one more is installed',
      { installed: { 'left-pad': '1.0.0', more: '1.0.0' } },
      'such as node_modules/more. Do: npm ci',
    ],
    [
      'somebody removed a folder',
      { installed: { 'left-pad': '1.0.0' }, removed: ['left-pad'] },
      'such as node_modules/left-pad. Do: npm ci',
    ],
    [
      'package.json has changed since',
      { asked: '2.0.0', installed: { 'left-pad': '1.0.0' } },
      'package-lock.json is of another package.json',
    ],
    ['Node.js is too old', { node: '>=99.0' }, 'and 99.0 or newer is needed. Do: install a newer one'],
    ['Node.js is a little too old', { node: `>=${MAJOR}.${MINOR + 1}` }, 'missing      Node.js'],
  ])('says so, with status 1: %s', async (_, tree, line) => {
    const { status, stdout, stderr } = await doctor(plant(tree), [], {});
    expect(stdout).toContain(line);
    expect(stdout).toMatch(/Missing and required: \d things?\.\n$/);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('takes the oldest Node.js that package.json allows', async () => {
    const { stdout } = await doctor(plant({ node: `>=${MAJOR}.${MINOR}` }), [], {});
    expect(stdout).toContain('ok           Node.js');
  });

  it('counts a package for another platform as no loss', async () => {
    const { stdout } = await doctor(plant({ installed: { 'left-pad': '1.0.0' } }), [], {});
    expect(stdout).toContain('ok           Packages: installed as package-lock.json has them.');
  });
});

describe('the doctor in this tree', () => {
  const SECRETS = {
    AWS_ACCESS_KEY_ID: 'AKIADOCTORSECRET',
    AWS_SECRET_ACCESS_KEY: 'aws-doctor-secret',
    AWS_SESSION_TOKEN: 'session-doctor-secret',
    STRIPE_SECRET_KEY: 'sk_test_doctorsecret',
    STRIPE_WEBHOOK_SECRET: 'whsec_doctorsecret',
  };
  const machine = () => ({ PORT: '0', DYNAMODB_ENDPOINT: process.env.DYNAMODB_ENDPOINT });
  const account = () => ({ ...machine(), AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: 'eu-central-1' });

  it('finds all that npm start needs, in one line each', async () => {
    const { status, stdout, stderr } = await doctor(PROJECT_ROOT, [], machine());
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual([
      'ok           Node.js',
      'ok           Packages',
      'ok           Settings of npm start',
      'ok           DynamoDB',
      'ok           Port 0',
      '',
      'Nothing that is required is missing.',
      '',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('looks at an account as the AWS CLI would, and shows no secret of its environment', async () => {
    const { status, stdout, stderr } = await doctor(PROJECT_ROOT, ['--aws'], { ...account(), ...SECRETS });
    expect(stdout).toContain('ok           Stripe key: filled (its value was not read).\n');
    expect(stdout).toContain('by variables of this shell');
    for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('ends with status 1 for a stack that is broken, and with 0 for what is not required', async () => {
    aws.account = withStack('ROLLBACK_COMPLETE');
    const broken = await doctor(PROJECT_ROOT, ['--aws'], { ...account(), ...SECRETS });
    aws.account = { ...WHOLE, GetAccount: { ProductionAccessEnabled: false, SendingEnabled: true } };
    const inSandbox = await doctor(PROJECT_ROOT, ['--aws'], { ...account(), ...SECRETS });

    expect([broken.status, inSandbox.status]).toEqual([1, 0]);
    expect(broken.stdout).toContain('missing      Stack payonce-dev: ROLLBACK_COMPLETE. Do: npx cdk destroy');
    expect(inSandbox.stdout).toContain('missing      SES account (not required): in the sandbox');
  });

  it('says that there are no credentials', async () => {
    // A machine of AWS would have some of its own.
    const none = { ...account(), AWS_EC2_METADATA_DISABLED: 'true' };
    const { status, stdout } = await doctor(PROJECT_ROOT, ['--aws'], none);
    expect(stdout).toContain('missing      AWS credentials: none found');
    expect(status).toBe(1);
  });

  it('refuses what makes no sense in a sentence', async () => {
    const { status, stderr } = await doctor(PROJECT_ROOT, ['--stack', 'x'], machine());
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: '--stack and --receipt-from are about AWS: add --aws.\n',
    });
  });
});
