import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { findStack, outputsOf } from '../../place/find-stack.ts';
import type { Look } from './look.ts';

const TOOLKIT = 'CDKToolkit';

/** What the assembly asks for (`requiresBootstrapStackVersion` in its manifest); a test compares the two. */
export const BOOTSTRAP_VERSION_MIN = 6;

/** Whether `cdk bootstrap` has run in this account and region, recently enough. */
export const bootstrapLook = (client: CloudFormationClient): Look => ({
  name: 'CDK bootstrap',
  permission: 'cloudformation:DescribeStacks',
  work: async () => {
    const stack = await findStack(client, TOOLKIT);
    const remedy = 'npx cdk bootstrap';
    if (stack === undefined)
      return { verdict: 'missing', seen: `no stack ${TOOLKIT} in this account and region`, remedy };

    const version = Number(outputsOf(stack).get('BootstrapVersion'));
    if (!(version >= BOOTSTRAP_VERSION_MIN))
      return {
        verdict: 'missing',
        seen: `${TOOLKIT} has version ${version || 'unknown'}, and ${BOOTSTRAP_VERSION_MIN} is needed`,
        remedy,
      };
    return { verdict: 'ok', seen: `${TOOLKIT} has version ${version}` };
  },
});
