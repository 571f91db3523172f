import { findStack, type Outputs, outputsOf } from '../../place/find-stack.ts';
import type { Finding, Report } from '../finding.ts';
import type { AwsOptions } from '../options.ts';
import { bootstrapLook } from './bootstrap.ts';
import type { Clients } from './clients.ts';
import { concurrencyLook } from './concurrency.ts';
import { identityFinding, regionFinding } from './identity.ts';
import { type Look, look } from './look.ts';
import { receiptLooks } from './receipts.ts';
import { stackFinding } from './stack.ts';
import { stripeLooks } from './stripe-secrets.ts';

export interface AwsExamination extends AwsOptions {
  readonly clients: Clients;
  readonly environment: NodeJS.ProcessEnv;
}

/** Nothing else can be asked without these. */
const access = async (
  { clients: { sts }, environment }: AwsExamination,
  report: Report,
): Promise<boolean> => {
  const region = await regionFinding(sts, environment);
  report(region);
  if (region.verdict !== 'ok') return false;
  const identity = await identityFinding(sts, environment);
  report(identity);
  return identity.verdict === 'ok';
};

/** The stack's state, and what it names. */
const lookAtStack = async ({ clients, stack: name }: AwsExamination, report: Report): Promise<Outputs> => {
  let outputs: Outputs = new Map();
  const permission = 'cloudformation:DescribeStacks';
  const work = async (): Promise<Finding> => {
    const stack = await findStack(clients.cloudFormation, name);
    outputs = outputsOf(stack);
    return stackFinding(name, stack);
  };
  report(await look({ name: `Stack ${name}`, permission, work }));
  return outputs;
};

/** Reads about everything that a deployment needs in an account, and changes nothing. No secret's value is read. */
export const examineAws = async (examination: AwsExamination, report: Report): Promise<void> => {
  const { clients, stack, receiptFrom } = examination;
  if (!(await access(examination, report))) {
    const remedy = 'the above first';
    report({ name: 'Everything else at AWS', verdict: 'cannot tell', seen: 'nobody to ask as', remedy });
    return;
  }
  report(await look(bootstrapLook(clients.cloudFormation)));
  const outputs = await lookAtStack(examination, report);
  const looks: Look[] = [
    ...stripeLooks(clients, { stack, outputs }),
    ...receiptLooks(clients, { outputs, receiptFrom }),
    concurrencyLook(clients.lambda),
  ];
  for (const one of looks) report(await look(one));
};
