import { GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { findStack } from '../../operator/place/find-stack.ts';
import type { Clients } from './clients.ts';
import type { Place } from './http.ts';
import type { Target } from './options.ts';

/** The stack's name in the app, and in the account: see `infra/app.ts` and `infra/settings.ts`. */
export const STACK_ID = 'Payonce';
export const STACK_NAME = 'payonce-dev';

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: string;
}

/** What stands in the account now. */
export interface Deployment {
  readonly stackArn: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: readonly Resource[];
}

export const listResources = async (
  client: Clients['cloudFormation'],
  stack: string,
): Promise<Resource[]> => {
  const found: Resource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stack })) {
    for (const summary of page.StackResourceSummaries ?? []) {
      found.push({
        logicalId: summary.LogicalResourceId ?? '',
        type: summary.ResourceType ?? '',
        physicalId: summary.PhysicalResourceId ?? '',
        status: summary.ResourceStatus ?? '',
      });
    }
  }
  return found;
};

export const readDeployment = async (clients: Clients): Promise<Deployment> => {
  const stack = await findStack(clients.cloudFormation, STACK_NAME);
  if (stack?.StackId === undefined) throw new Error(`There is no stack ${STACK_NAME}.`);
  const outputs = (stack.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [
    key,
    value,
  ]);
  return {
    stackArn: stack.StackId,
    outputs: Object.fromEntries(outputs),
    resources: await listResources(clients.cloudFormation, STACK_NAME),
  };
};

/** The only resource of its type, or the one whose logical id begins so. */
export const physicalId = ({ resources }: Deployment, type: string, prefix = ''): string => {
  const found = resources.filter((one) => one.type === type && one.logicalId.startsWith(prefix));
  if (found[0] === undefined || found.length > 1)
    throw new Error(`The stack has ${found.length} resources of type ${type} named ${prefix}…, not one.`);
  return found[0].physicalId;
};

/** The function of an operation such as `charges.create`, which is its description. */
export const functionOf = async (
  { lambda }: Clients,
  { resources }: Deployment,
  operation: string,
): Promise<string> => {
  for (const { type, physicalId: name } of resources) {
    if (type !== 'AWS::Lambda::Function') continue;
    const { Description } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    if (Description === operation) return name;
  }
  throw new Error(`The stack has no function ${operation}.`);
};

/** The role that a function runs as, by name. */
export const roleOf = async ({ lambda }: Clients, functionName: string): Promise<string> => {
  const { Role: arn = '' } = await lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  return arn.split('/').at(-1) ?? '';
};

/** Where the API can be asked: at its own address, or at the emulator's, under the name that the emulator gives it. */
export const placeOfApi = async (
  clients: Clients,
  target: Target,
  deployment: Deployment,
): Promise<Place> => {
  if (target.kind === 'account') {
    const address = new URL(deployment.outputs.ApiUrl ?? '');
    return { address, host: address.host };
  }
  const ApiId = physicalId(deployment, 'AWS::ApiGatewayV2::Api');
  const { ApiEndpoint: endpoint } = await clients.apiGateway.send(new GetApiCommand({ ApiId }));
  if (endpoint === undefined) throw new Error('The endpoint does not say where it serves the API.');
  return { address: target.endpoint, host: new URL(endpoint).host };
};
