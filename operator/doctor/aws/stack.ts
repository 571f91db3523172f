import type { Stack } from '@aws-sdk/client-cloudformation';
import type { Finding } from '../finding.ts';

/** What to do about a stack that is neither whole nor on its way. */
const REMEDIES: Readonly<Record<string, string>> = {
  CREATE_FAILED: 'npx cdk destroy, then deploy again',
  ROLLBACK_COMPLETE:
    'npx cdk destroy, then deploy again: its first deployment failed, and nothing of it is left',
  ROLLBACK_FAILED: 'npx cdk destroy, then deploy again',
  DELETE_FAILED:
    'read why in its events (a protected table, or one that is not empty), then npx cdk destroy again',
  UPDATE_FAILED: 'npx cdk rollback, then deploy again',
  UPDATE_ROLLBACK_FAILED: 'npx cdk rollback; it names the resource that stands in the way',
};

/** @param stack `undefined`: nothing is deployed, which a first deployment is for */
export const stackFinding = (stackName: string, stack: Stack | undefined): Finding => {
  const name = `Stack ${stackName}`;
  if (stack === undefined) return { name, verdict: 'ok', seen: 'not deployed; `npx cdk deploy` makes it' };

  const { StackStatus: status = 'in no state' } = stack;
  const remedy = REMEDIES[status];
  if (remedy !== undefined) return { name, verdict: 'missing', seen: status, remedy };
  if (status.endsWith('_IN_PROGRESS'))
    return { name, verdict: 'cannot tell', seen: status, remedy: 'wait until it has ended, and ask again' };
  if (status === 'UPDATE_ROLLBACK_COMPLETE')
    return { name, verdict: 'ok', seen: `${status}: the last update failed, and the version before it runs` };
  return { name, verdict: 'ok', seen: status };
};
