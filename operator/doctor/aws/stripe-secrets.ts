import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type Outputs, physicalIdsOf } from '../../place/find-stack.ts';
import type { Clients } from './clients.ts';
import type { Look, Seen } from './look.ts';

export interface DeployedStack {
  readonly stack: string;
  readonly outputs: Outputs;
}

/** The command that fills a secret names it, whosever it is. */
const idIn = (command: string): string | undefined => /--secret-id (\S+)/.exec(command)?.[1];

/**
 * Whether somebody has put the real value in, from what is known *about* the secret: its value is not asked for. A secret
 * that the stack made begins with a random text, so the real one has a predecessor; one of yours is as you filled it.
 */
const isFilled = async (
  { cloudFormation, secretsManager }: Clients,
  stack: string,
  SecretId: string,
): Promise<boolean> => {
  const { VersionIdsToStages: versions = {} } = await secretsManager.send(
    new DescribeSecretCommand({ SecretId }),
  );
  const ofTheStack = await physicalIdsOf(cloudFormation, stack, 'AWS::SecretsManager::Secret');
  const stage = ofTheStack.has(SecretId) ? 'AWSPREVIOUS' : 'AWSCURRENT';
  return Object.values(versions).flat().includes(stage);
};

const fillable = async (
  clients: Clients,
  { stack, outputs }: DeployedStack,
  output: string,
  without: string,
): Promise<Seen> => {
  const remedy = `paste the output ${output}`;
  const secretId = idIn(outputs.get(output) ?? '');
  if (secretId === undefined)
    return { verdict: 'cannot tell', seen: `the output ${output} names no secret`, remedy: 'npx cdk deploy' };
  if (await isFilled(clients, stack, secretId))
    return { verdict: 'ok', seen: 'filled (its value was not read)' };
  return { verdict: 'missing', seen: `not filled: ${without}`, remedy };
};

/** None where the processor is simulated. */
export const stripeLooks = (clients: Clients, deployed: DeployedStack): Look[] => {
  if (!deployed.outputs.has('StripeSecretCommand')) return [];
  const permission = 'secretsmanager:DescribeSecret and cloudformation:ListStackResources';
  return [
    {
      name: 'Stripe key',
      permission,
      work: () => fillable(clients, deployed, 'StripeSecretCommand', 'every charge is answered 503'),
    },
    {
      name: "Stripe's signing secret",
      permission,
      isOptional: true,
      work: () => fillable(clients, deployed, 'StripeWebhookSecretCommand', 'every event is refused'),
    },
  ];
};
