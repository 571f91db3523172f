import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cdk } from '../cdk.ts';
import type { Clients } from '../clients.ts';
import { type Deployment, readDeployment, STACK_ID } from '../deployment.ts';
import type { Found } from '../step.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export const readTemplate = (app: string): Readonly<Record<string, TemplateResource>> =>
  JSON.parse(readFileSync(join(app, `${STACK_ID}.template.json`), 'utf8')).Resources;

/** CDK's own note about itself, which it leaves out where it does not know the region. */
const METADATA = 'AWS::CDK::Metadata';

/** `cdk deploy`, and whether everything that the template asks for is there. */
export const deploy = async (
  clients: Clients,
  cdk: Cdk,
  { app, signal }: { app: string; signal: AbortSignal },
): Promise<Found<Deployment>> => {
  const flags = ['--require-approval', 'never', '--progress', 'events', '--concurrency', '1'];
  await cdk(['deploy', STACK_ID, '--app', app, ...flags], signal);

  const deployment = await readDeployment(clients);
  const asked = Object.entries(readTemplate(app)).filter(([, { Type }]) => Type !== METADATA);
  const there = new Map(deployment.resources.map((resource) => [resource.logicalId, resource]));
  const missing = asked.filter(([id]) => there.get(id)?.status !== 'CREATE_COMPLETE').map(([id]) => id);
  if (missing.length > 0) throw new Error(`Not there, or not complete: ${missing.join(', ')}`);
  return { note: `${asked.length} of ${asked.length} resources are CREATE_COMPLETE`, value: deployment };
};
