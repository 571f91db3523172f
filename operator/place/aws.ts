import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import type { Place } from './place.ts';
import { Refused } from './refused.ts';

const readOutputs = async (client: CloudFormationClient, stack: string) => {
  try {
    const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    return new Map((found?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message))
      throw new Refused(`There is no stack ${stack} in this account and region. Name it with --stack.`, {
        cause: error,
      });
    throw error;
  }
};

const readLogGroups = async (client: CloudFormationClient, stack: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { StackResourceSummaries: page = [] } of paginateListStackResources(
    { client },
    { StackName: stack },
  ))
    for (const { ResourceType, PhysicalResourceId } of page)
      if (ResourceType === 'AWS::Logs::LogGroup' && PhysicalResourceId) names.push(PhysicalResourceId);
  return names;
};

/** A deployed stack, by the outputs that name its tables. Credentials and region are those of the AWS CLI. */
export const openAws = async (stack: string): Promise<Place> => {
  const cloudFormation = new CloudFormationClient({});
  const outputs = await readOutputs(cloudFormation, stack);
  const tableOf = (name: string): string => {
    const found = outputs.get(`${name}TableName`);
    if (found === undefined)
      throw new Refused(`The stack ${stack} is not Payonce: no output ${name}TableName.`);
    return found;
  };
  const tables = {
    charges: tableOf('Charges'),
    orders: tableOf('Orders'),
    idempotency: tableOf('Idempotency'),
  };
  const logGroups = await readLogGroups(cloudFormation, stack);
  const client = new DynamoDBClient({});
  return {
    documentClient: DynamoDBDocumentClient.from(client, MARSHALLING),
    tables,
    logGroups,
    close: () => {
      client.destroy();
      cloudFormation.destroy();
    },
  };
};
