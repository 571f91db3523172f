import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `FUNCTION_TIMEOUT_S` and `SETTLE_AFTER_S` set. */
export interface Timing {
  readonly FUNCTION_TIMEOUT_S: string;
  readonly SETTLE_AFTER_S: string;
}

/** A lease is 2 s longer. */
export const SHORT = { FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: '300' } as const;

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
}

const retimed = (resource: Resource, timing: Timing): Resource => {
  if (resource.Type !== 'AWS::Lambda::Function') return resource;
  const properties = resource.Properties as {
    Description: string;
    Timeout: number;
    Environment: { Variables: object };
  };
  const variables = Object.entries(properties.Environment.Variables).map(
    ([name, value]) => [name, timing[name as keyof Timing] ?? value] as const,
  );
  const Variables = Object.fromEntries(variables);
  // Nobody waits for these: their time is their own.
  const hasOwnTime = ['recovery.recover', 'receipts.send'].includes(properties.Description);
  const Timeout = hasOwnTime ? properties.Timeout : Number(timing.FUNCTION_TIMEOUT_S);
  return { ...resource, Properties: { ...properties, Timeout, Environment: { Variables } } };
};

const TEMPLATE = 'Payonce.template.json';

/**
 * The synthesized template as it would be under other times: a copy in which only these are changed, since a synth of
 * its own takes each test file five seconds. That a synth gives just this is shown in `faults.test.ts`. It goes with the
 * run's temporary folder.
 */
export const withTiming = (timing: Timing): string => {
  const directory = mkdtempSync(join(tmpdir(), 'payonce-short-'));
  cpSync(process.env.CDK_OUT ?? 'cdk.out', directory, { recursive: true });
  const path = join(directory, TEMPLATE);
  const template = JSON.parse(readFileSync(path, 'utf8'));
  const resources = Object.entries<Resource>(template.Resources).map(
    ([name, resource]) => [name, retimed(resource, timing)] as const,
  );
  writeFileSync(path, JSON.stringify({ ...template, Resources: Object.fromEntries(resources) }));
  return directory;
};
