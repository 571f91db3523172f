import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { jobOf, textOf } from './workflow.ts';

const DEPLOY = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'deploy.md'), 'utf8');
const FROM_GITHUB = /## From GitHub\n([\s\S]*?)\n## /.exec(DEPLOY)?.[1] ?? '';

interface Statement {
  readonly Action: string;
  readonly Resource?: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** The policies of the section, in its order. */
const statements: Statement[] = [...FROM_GITHUB.matchAll(/```json\n([\s\S]*?)```/g)].flatMap(
  ([, text = '']) => JSON.parse(text).Statement,
);
const [trust, allow] = statements;

describe('the role of docs/deploy.md that GitHub deploys with', () => {
  it('is trusted to one environment of one repository, by name', () => {
    expect(statements).toHaveLength(2);
    expect(trust?.Action).toBe('sts:AssumeRoleWithWebIdentity');
    expect(trust?.Condition?.StringEquals).toEqual({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:acme/payonce:environment:prod',
    });
    // The token names the environment only when the job has one.
    expect(jobOf('deploy.yml', 'deploy').environment).toBeDefined();
    expect(JSON.stringify(statements)).not.toContain('*');
  });

  it('may take the roles that the assembly asks for, and does nothing by itself', () => {
    const manifest = readFileSync(join(process.env.CDK_OUT ?? '', 'manifest.json'), 'utf8');
    const assets = readFileSync(join(process.env.CDK_OUT ?? '', 'Payonce.assets.json'), 'utf8');
    const asked = [
      ...(manifest + assets).matchAll(/role\/(cdk-\w+-(?:deploy|lookup|file-publishing)-role)-/g),
    ];
    const allowed = (allow?.Resource ?? []).map((arn) => /role\/(cdk-\w+-[a-z-]+-role)-\d/.exec(arn)?.[1]);

    expect(allow?.Action).toBe('sts:AssumeRole');
    expect(allowed.sort()).toEqual([...new Set(asked.map(([, role]) => role))].sort());
  });

  it('comes with the variables that the workflow reads, each told', () => {
    const read = new Set([...textOf('deploy.yml').matchAll(/vars\.(\w+)/g)].map(([, name]) => name));
    const told = [...FROM_GITHUB.matchAll(/^ +\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(told.sort()).toEqual([...read].sort());
  });
});
