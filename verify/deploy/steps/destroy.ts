import { findStack } from '../../../operator/place/find-stack.ts';
import type { Cdk } from '../cdk.ts';
import type { Clients } from '../clients.ts';
import { STACK_ID, STACK_NAME } from '../deployment.ts';
import { until } from '../patience.ts';

/** CloudFormation goes on with a deployment whose CDK was stopped, and destroys nothing until it is through. */
const STABLE_WITHIN_MS = 20 * 60 * 1000;

/** A stack whose first change set was never executed is `REVIEW_IN_PROGRESS` for ever: nothing progresses there. */
export const isBusy = (status = ''): boolean =>
  status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';

export const destroy = async (clients: Clients, cdk: Cdk, app: string): Promise<string> => {
  const isStable = async () => {
    const stack = await findStack(clients.cloudFormation, STACK_NAME);
    return isBusy(stack?.StackStatus) ? undefined : true;
  };
  await until(
    'a deployment that was begun comes to its end',
    { withinMs: STABLE_WITHIN_MS, everyMs: 5_000 },
    isStable,
  );

  await cdk(['destroy', STACK_ID, '--app', app, '--force']);
  const left = await findStack(clients.cloudFormation, STACK_NAME);
  if (left !== undefined) throw new Error(`The stack is still there: ${left.StackStatus}`);
  return `no stack ${STACK_NAME}`;
};
