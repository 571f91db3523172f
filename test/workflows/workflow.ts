import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
const WORKFLOWS = join(PROJECT_ROOT, '.github', 'workflows');

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;

export interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Permissions;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
  readonly services?: Readonly<Record<string, { readonly image: string }>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const WORKFLOW_FILES: readonly string[] = readdirSync(WORKFLOWS);

export const textOf = (file: string): string => readFileSync(join(WORKFLOWS, file), 'utf8');
export const readWorkflow = (file: string): Workflow => parse(textOf(file));

export const jobOf = (file: string, name: string): Job => {
  const job = readWorkflow(file).jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  return job;
};

/** What a step of this name runs. */
export const runOf = ({ steps }: Job, name: string): string => {
  const run = steps.find((step) => step.name === name)?.run;
  if (run === undefined) throw new Error(`No step “${name}” runs anything`);
  return run;
};
