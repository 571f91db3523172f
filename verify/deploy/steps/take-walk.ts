import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MARSHALLING } from '../../../functions/shared/dynamodb.ts';
import type { Clients } from '../clients.ts';
import { type Deployment, functionOf, physicalId, placeOfApi, roleOf } from '../deployment.ts';
import { send } from '../http.ts';
import type { Operator } from '../operator-command.ts';
import type { Target } from '../options.ts';
import { until } from '../patience.ts';
import type { Steps } from '../step.ts';
import { ALL, type TokenSource, tenantOf } from '../token/token-source.ts';
import { walkWithFewScopes, walkWithForgedToken, walkWithoutToken } from '../walk/access.ts';
import { createCaller } from '../walk/caller.ts';
import { walkADecline } from '../walk/decline.ts';
import { walkDuplicates } from '../walk/duplicates.ts';
import { walkExplain } from '../walk/explain.ts';
import { readLedger } from '../walk/ledger.ts';
import { walkLostOutcome } from '../walk/lost-outcome.ts';
import { walkLostProcessor } from '../walk/lost-processor.ts';
import { walkAnOrder } from '../walk/order.ts';
import { recoveryFunction } from '../walk/recovery-function.ts';
import { walkIdleRecovery } from '../walk/recovery-idle.ts';
import { walkRedact } from '../walk/redact.ts';
import { walkARefund } from '../walk/refund.ts';
import type { Stores } from '../walk/stores.ts';
import type { Walk } from '../walk/walk.ts';
import { walkReceiptsOf } from './walk-receipts.ts';

export interface WalkOptions {
  readonly clients: Clients;
  readonly target: Target;
  readonly deployment: Deployment;
  readonly tokens: TokenSource;
  readonly operator: Operator;
  readonly signal: AbortSignal;
}

const TABLE = 'AWS::DynamoDB::Table';

const storesOf = ({ dynamoDb }: Clients, deployment: Deployment): Stores => {
  const tableOf = (name: string) => physicalId(deployment, TABLE, name);
  return {
    documentClient: DynamoDBDocumentClient.from(dynamoDb, MARSHALLING),
    tables: { charges: tableOf('Charges'), orders: tableOf('Orders'), idempotency: tableOf('Idempotency') },
  };
};

/** From the first token to the last recovery: everything that the deployment is asked over HTTP. */
export const takeWalk = async (steps: Steps, options: WalkOptions): Promise<void> => {
  const { clients, target, deployment, tokens, operator, signal } = options;
  const walk = await steps.needed('The API serves, and there is a token for it', async () => {
    const api = await placeOfApi(clients, target, deployment);
    await until('the contract over HTTP', { withinMs: 60_000, signal }, async () => {
      const { status } = await send(api, { method: 'GET', path: '/openapi.json' });
      return status === 200 ? true : undefined;
    });
    const token = await tokens.issue(ALL);
    const caller = createCaller(api, token);
    const ledger = physicalId(deployment, TABLE, 'SimulatedLedger');
    const reading = { readLedger: () => readLedger(clients.dynamoDb, ledger) };
    const value: Walk = { api, caller, tenant: tenantOf(token), ...reading, signal };
    return { note: tokens.name, value };
  });

  await steps.check('An order and its charge', () => walkAnOrder(walk));
  await steps.check('A refund', () => walkARefund(walk));
  await steps.check('A declined card', () => walkADecline(walk));
  await steps.check('Without a token', () => walkWithoutToken(walk));
  await steps.check('With a forged token', () => walkWithForgedToken(walk, tokens));
  await steps.check('With too few scopes', () => walkWithFewScopes(walk, tokens));
  const stores = storesOf(clients, deployment);
  const hasReceipts = deployment.outputs.ReceiptDeadLettersUrl !== undefined;
  await walkReceiptsOf(steps, walk, { clients, target, deployment, stores });
  await steps.check('What the operator is told', () => walkExplain(walk, { operator, hasReceipts }));
  await steps.check('Fifty copies at once', () => walkDuplicates(walk));
  await steps.check('What redaction leaves', () => walkRedact(walk, { operator, stores }));
  await checkRecovery(steps, walk, options);
};

const checkRecovery = async (steps: Steps, walk: Walk, { clients, target, deployment }: WalkOptions) => {
  const { lambda, iam } = clients;
  const { run, functionName, roleName, chargesTableArn } = await steps.needed(
    'The recovery function',
    async () => {
      const recovery = recoveryFunction(lambda, await functionOf(clients, deployment, 'recovery.recover'));
      const charging = await functionOf(clients, deployment, 'charges.create');
      const { Table: charges } = await clients.dynamoDb.send(
        new DescribeTableCommand({ TableName: physicalId(deployment, TABLE, 'Charges') }),
      );
      const value = {
        run: recovery,
        functionName: charging,
        roleName: await roleOf(clients, charging),
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
