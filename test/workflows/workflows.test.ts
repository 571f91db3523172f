import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { jobOf, readWorkflow, textOf, WORKFLOW_FILES } from './workflow.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
const README = readFileSync(join(PROJECT_ROOT, 'README.md'), 'utf8');
const { engines } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));

/** As a workflow writes it. */
const expression = (text: string): string => `\${{ ${text} }}`;

const jobs = WORKFLOW_FILES.flatMap((file) =>
  Object.entries(readWorkflow(file).jobs).map(([name, job]) => ({ file, name, job })),
);
const steps = jobs.flatMap(({ job }) => job.steps);

describe('every workflow', () => {
  it.each(WORKFLOW_FILES)('%s uses no secret, and no trigger that would hand one to a stranger', (file) => {
    expect(textOf(file)).not.toMatch(/secrets\s*[.[]|secrets:/);
    expect(Object.keys(readWorkflow(file).on)).not.toContain('pull_request_target');
  });

  it.each(jobs)('ends in time: $file $name', ({ job }) => {
    expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  it('takes actions by commit, with the version beside it', () => {
    const used = WORKFLOW_FILES.flatMap((file) => textOf(file).match(/uses: .*/g) ?? []);
    expect(used.length).toBeGreaterThan(5);
    for (const line of used) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // One commit for each action, wherever it is used.
    const commits = new Set(used.map((line) => line.split(' ')[1]));
    expect(commits.size).toBe(new Set(used.map((line) => line.split(/[ @]/)[1])).size);
  });

  it('leaves no credential of the checkout behind', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBe(jobs.length);
    for (const { with: options } of checkouts) expect(options).toEqual({ 'persist-credentials': false });
  });

  it('runs nothing that an input or a variable could change: they come as environment', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe('CI', () => {
  const ci = readWorkflow('ci.yml');

  it('may read the code and nothing else', () => {
    expect(ci.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(ci.jobs)) expect(job.permissions).toBeUndefined();
  });

  it.each([
    ['npm ci && npm test', 'test'],
    ['npm ci && npm start', 'start'],
  ])("runs the README's %s on each Node.js that is supported", (command, name) => {
    const job = jobOf('ci.yml', name);
    expect(README).toContain(`\`\`\`sh\n${command}\n\`\`\``);
    expect(job.steps.some(({ run = '' }) => run.includes(command))).toBe(true);
    expect(job['runs-on']).toBe('ubuntu-latest');

    const { node } = job.strategy?.matrix ?? { node: [] };
    expect(`>=${node[0]}`).toBe(engines.node);
    expect(node.map((version) => Number.parseInt(version, 10))).toEqual([20, 22, 24]);
  });

  it("tests on the functions' own Node.js", () => {
    const template = readFileSync(join(process.env.CDK_OUT ?? '', 'Payonce.template.json'), 'utf8');
    const runtimes = new Set(Array.from(template.matchAll(/"nodejs(\d+)\.x"/g), ([, version]) => version));
    const { node } = jobOf('ci.yml', 'test').strategy?.matrix ?? { node: [] };
    expect([...runtimes].filter((version) => !node.includes(version ?? ''))).toEqual([]);
    expect(runtimes.size).toBeGreaterThan(0);
  });

  it('runs the tests once against DynamoDB Local, and says whose it is', () => {
    const { env, services, steps: own } = jobOf('ci.yml', 'dynamodb-local');
    expect(env?.DYNAMODB_ENDPOINT).toBe('http://localhost:8000');
    expect(services?.dynamodb?.image).toMatch(/^amazon\/dynamodb-local:\d+\.\d+\.\d+$/);
    expect(own.at(-1)?.run).toBe('npm ci && npm test');
    expect(textOf('ci.yml')).toContain('yours to bring');
  });
});

describe('deploying', () => {
  const job = jobOf('deploy.yml', 'deploy');

  it('is done by hand, one at a time, in an environment', () => {
    expect(Object.keys(readWorkflow('deploy.yml').on)).toEqual(['workflow_dispatch']);
    expect(job.environment).toBe(expression('inputs.stage'));
    expect(textOf('deploy.yml')).toContain('cancel-in-progress: false');
  });

  it('may ask for a token and read the code, and nothing else', () => {
    expect(readWorkflow('deploy.yml').permissions).toEqual({});
    expect(job.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
  });

  it('takes the role and the region from variables, with no key', () => {
    const credentials = job.steps.find(({ uses }) => uses?.startsWith('aws-actions/'));
    expect(credentials?.with).toEqual({
      'role-to-assume': expression('vars.AWS_DEPLOY_ROLE_ARN'),
      'aws-region': expression('vars.AWS_REGION'),
    });
  });

  it('shows the difference, looks at it, and then deploys the same assembly', () => {
    const names = job.steps.map(({ name, uses, run }) => name ?? uses?.split('@')[0] ?? run);
    expect(names.slice(2)).toEqual([
      'npm ci',
      'Synthesize, once for both of the following',
      'aws-actions/configure-aws-credentials',
      'Diff',
      'Nothing that remembers may be replaced or let go',
      'Deploy',
    ]);
    for (const command of ['cdk diff', 'cdk deploy'])
      expect(job.steps.find(({ run }) => run?.includes(command))?.run).toContain('--app cdk.out');
  });
});
