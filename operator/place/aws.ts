import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MARSHALLING } from '../../functions/shared/dynamodb.ts';
import { findStack, type Outputs, outputsOf, physicalIdsOf } from './find-stack.ts';
import type { Place } from './place.ts';
import { Refused } from './refused.ts';

/** @throws Refused where there is none of this name */
const readOutputs = async (client: CloudFormationClient, stack: string): Promise<Outputs> => {
  const found = await findStack(client, stack);
  if (found === undefined)
    throw new Refused(`There is no stack ${stack} in this account and region. Name it with --stack.`);
  return outputsOf(found);
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
  const logGroups = [...(await physicalIdsOf(cloudFormation, stack, 'AWS::Logs::LogGroup'))];
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
