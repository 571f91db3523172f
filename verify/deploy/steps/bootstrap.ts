import { findStack } from '../../../operator/place/find-stack.ts';
import type { Cdk } from '../cdk.ts';
import type { Clients } from '../clients.ts';
import type { Target } from '../options.ts';
import type { Found } from '../step.ts';

const TOOLKIT = 'CDKToolkit';

/** `cdk bootstrap`, unless somebody has done it: in an account it serves other stacks too, and may be their own make. */
export const bootstrap = async (
  clients: Clients,
  cdk: Cdk,
  { target, account, app, signal }: { target: Target; account: string; app: string; signal: AbortSignal },
): Promise<Found<undefined>> => {
  const existing = await findStack(clients.cloudFormation, TOOLKIT);
  if (existing !== undefined)
    return { note: `${TOOLKIT} was there already: left as it is`, value: undefined };

  await cdk(['bootstrap', `aws://${account}/${target.region}`, '--app', app], signal);
  const made = await findStack(clients.cloudFormation, TOOLKIT);
  if (made === undefined) throw new Error(`There is no stack ${TOOLKIT} after it.`);
  return { note: `${TOOLKIT} is ${made.StackStatus}`, value: undefined };
};
