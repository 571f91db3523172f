import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../clients.ts';
import { type Deployment, functionOf, physicalId, placeOfApi } from '../deployment.ts';
import { send } from '../http.ts';
import type { Target } from '../options.ts';
import { until } from '../patience.ts';
import type { Steps } from '../step.ts';
import { ALL, type TokenSource } from '../token/token-source.ts';
import { walkWithFewScopes, walkWithForgedToken, walkWithoutToken } from '../walk/access.ts';
import { createCaller } from '../walk/caller.ts';
import { walkADecline } from '../walk/decline.ts';
import { walkDuplicates } from '../walk/duplicates.ts';
import { readLedger } from '../walk/ledger.ts';
import { walkLostOutcome } from '../walk/lost-outcome.ts';
import { walkLostProcessor } from '../walk/lost-processor.ts';
import { walkAnOrder } from '../walk/order.ts';
import { recoveryFunction } from '../walk/recovery-function.ts';
import { walkIdleRecovery } from '../walk/recovery-idle.ts';
import type { Walk } from '../walk/walk.ts';

export interface WalkOptions {
  readonly clients: Clients;
  readonly target: Target;
  readonly deployment: Deployment;
  readonly tokens: TokenSource;
  readonly signal: AbortSignal;
}

const TABLE = 'AWS::DynamoDB::Table';

/** From the first token to the last recovery: everything that the deployment is asked over HTTP. */
export const takeWalk = async (steps: Steps, options: WalkOptions): Promise<void> => {
  const { clients, target, deployment, tokens, signal } = options;
  const walk = await steps.needed('The API serves, and there is a token for it', async () => {
    const api = await placeOfApi(clients, target, deployment);
    await until('the contract over HTTP', { withinMs: 60_000, signal }, async () => {
      const { status } = await send(api, { method: 'GET', path: '/openapi.json' });
      return status === 200 ? true : undefined;
    });
    const caller = createCaller(api, await tokens.issue(ALL));
    const ledger = physicalId(deployment, TABLE, 'SimulatedLedger');
    const value: Walk = { api, caller, readLedger: () => readLedger(clients.dynamoDb, ledger), signal };
    return { note: tokens.name, value };
  });

  await steps.check('An order and its charge', () => walkAnOrder(walk));
  await steps.check('A declined card', () => walkADecline(walk));
  await steps.check('Without a token', () => walkWithoutToken(walk));
  await steps.check('With a forged token', () => walkWithForgedToken(walk, tokens));
  await steps.check('With too few scopes', () => walkWithFewScopes(walk, tokens));
  await steps.check('Fifty copies at once', () => walkDuplicates(walk));
  await checkRecovery(steps, walk, options);
};

const checkRecovery = async (steps: Steps, walk: Walk, { clients, target, deployment }: WalkOptions) => {
  const { lambda, iam } = clients;
  const { run, functionName, roleName, chargesTableArn } = await steps.needed(
    'The recovery function',
    async () => {
      const recovery = recoveryFunction(lambda, await functionOf(clients, deployment, 'recovery.recover'));
      const charging = await functionOf(clients, deployment, 'charges.create');
      const { Role: roleArn = '' } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: charging }),
      );
      const { Table: charges } = await clients.dynamoDb.send(
        new DescribeTableCommand({ TableName: physicalId(deployment, TABLE, 'Charges') }),
      );
      const value = {
        run: recovery,
        functionName: charging,
        roleName: roleArn.split('/').at(-1) ?? '',
        chargesTableArn: charges?.TableArn ?? '',
      };
      return { note: `runs on demand: ${await walkIdleRecovery(recovery)}`, value };
    },
  );

  await steps.check('A charge whose processor cannot be reached', () =>
    walkLostProcessor(walk, { lambda, functionName, run }),
  );
  const holdsWithinMs = target.kind === 'account' ? 60_000 : 3_000;
  await steps.check('A charge whose outcome cannot be written down', () =>
    walkLostOutcome(walk, { iam, roleName, chargesTableArn, run, holdsWithinMs }),
  );
};
