import type { Cdk } from '../cdk.ts';
import { STACK_ID } from '../deployment.ts';
import type { Found } from '../step.ts';
import { readTemplate } from './deploy.ts';

/** `cdk synth`, once: what is deployed, looked at and destroyed is this one assembly. */
export const synth = async (
  cdk: Cdk,
  { app, context, signal }: { app: string; context: readonly string[]; signal: AbortSignal },
): Promise<Found<undefined>> => {
  const settings = ['-c', 'stage=dev', '-c', 'processor=simulated', ...context];
  await cdk(['synth', STACK_ID, '--quiet', '--output', app, ...settings], signal);
  return { note: `${Object.keys(readTemplate(app)).length} resources`, value: undefined };
};
