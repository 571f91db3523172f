import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { findStack } from '../../../operator/place/find-stack.ts';
import type { Clients } from '../clients.ts';
import { STACK_NAME } from '../deployment.ts';
import type { Options } from '../options.ts';
import type { Found } from '../step.ts';

const asReason = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

const callerOf = async ({ sts }: Clients, { target }: Options): Promise<string> => {
  try {
    const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
    if (account === undefined) throw new Error('it names no account');
    return account;
  } catch (error) {
    const where =
      target.kind === 'emulator'
        ? `No AWS answers at ${target.endpoint.origin}`
        : 'Your credentials do not work';
    throw new Error(`${where}: ${asReason(error)}`);
  }
};

/**
 * Whether there is an AWS, the one that was meant, with room for the stack: a stack that is there already belongs to
 * somebody, and would be gone at the end.
 *
 * @returns the account's number
 */
export const checkEndpoint = async (clients: Clients, options: Options): Promise<Found<string>> => {
  const { target } = options;
  const account = await callerOf(clients, options);
  if (target.kind === 'account' && account !== target.accountId)
    throw new Error(`Your credentials are of account ${account}, not of ${target.accountId}.`);
  if ((await findStack(clients.cloudFormation, STACK_NAME)) !== undefined)
    throw new Error(
      `There is a stack ${STACK_NAME} already. It is not ours to destroy: \`npx cdk destroy\` does it.`,
    );

  if (options.issuer === undefined) {
    await clients.cognito.send(new ListUserPoolsCommand({ MaxResults: 1 })).catch((error: unknown) => {
      throw new Error(
        `There is no Cognito (${asReason(error)}). Give --issuer-cert and --issuer-key, and the tokens are issued here.`,
      );
    });
  }
  return { note: `account ${account}, ${target.region}; no stack ${STACK_NAME}`, value: account };
};
