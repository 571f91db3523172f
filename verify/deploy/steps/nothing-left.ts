import { GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '../clients.ts';
import { type Deployment, listResources, type Resource } from '../deployment.ts';

const NOT_FOUND = /^(ResourceNotFound|NotFound|NoSuchEntity|QueueDoesNotExist)(Exception)?$/;

/** The services themselves, asked for what costs or can do something. */
const lookUp = (clients: Clients, { type, physicalId: id }: Resource): Promise<unknown> | undefined => {
  if (type === 'AWS::DynamoDB::Table')
    return clients.dynamoDb.send(new DescribeTableCommand({ TableName: id }));
  if (type === 'AWS::Lambda::Function')
    return clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: id }));
  if (type === 'AWS::ApiGatewayV2::Api') return clients.apiGateway.send(new GetApiCommand({ ApiId: id }));
  if (type === 'AWS::Cognito::UserPool')
    return clients.cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  if (type === 'AWS::Lambda::EventSourceMapping')
    return clients.lambda.send(new GetEventSourceMappingCommand({ UUID: id }));
  if (type === 'AWS::SQS::Queue') return clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl: id }));
  if (type === 'AWS::IAM::Role') return clients.iam.send(new GetRoleCommand({ RoleName: id }));
  return undefined;
};

const isGone = async (found: Promise<unknown>): Promise<boolean> => {
  try {
    await found;
    return false;
  } catch (error) {
    if (error instanceof Error && NOT_FOUND.test(error.name)) return true;
    throw error;
  }
};

/** What CloudFormation remembers of a stack that is gone; an emulator may remember nothing. */
const remembered = async (clients: Clients, { stackArn }: Deployment): Promise<readonly Resource[]> => {
  try {
    return await listResources(clients.cloudFormation, stackArn);
  } catch {
    return [];
  }
};

/** Whether the stack's tables, functions, event source, queue, API, pool and roles are gone, and what CloudFormation says of the rest. */
export const checkNothingLeft = async (clients: Clients, deployment: Deployment): Promise<string> => {
  const left: string[] = [];
  let asked = 0;
  for (const resource of deployment.resources) {
    const found = lookUp(clients, resource);
    if (found === undefined) continue;
    asked += 1;
    if (!(await isGone(found))) left.push(`${resource.type} ${resource.physicalId}`);
  }
  const statuses = await remembered(clients, deployment);
  left.push(
    ...statuses
      .filter(({ status }) => status !== 'DELETE_COMPLETE')
      .map(({ logicalId, status }) => `${logicalId} (${status})`),
  );
  if (left.length > 0) throw new Error(`Left behind: ${left.join(', ')}`);

  const rest =
    statuses.length === 0
      ? 'of the rest (log groups, rules, alarms) this endpoint remembers nothing'
      : `CloudFormation says DELETE_COMPLETE of all ${statuses.length}`;
  return `${asked} tables, functions, event sources, queues, APIs, pools and roles asked for, none there; ${rest}`;
};
