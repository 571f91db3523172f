import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { EMULATOR_CREDENTIALS } from './environment.ts';
import type { Target } from './options.ts';

export interface Clients {
  readonly sts: STSClient;
  readonly cloudFormation: CloudFormationClient;
  readonly apiGateway: ApiGatewayV2Client;
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamoDb: DynamoDBClient;
  readonly lambda: LambdaClient;
  readonly iam: IAMClient;
  readonly ses: SESv2Client;
  readonly sqs: SQSClient;
}

/** AWS by its own API, as anybody would reach it: nothing in here knows which emulator it talks to. */
export const createClients = (target: Target): Clients => {
  const settings =
    target.kind === 'emulator'
      ? { region: target.region, endpoint: target.endpoint.origin, credentials: EMULATOR_CREDENTIALS }
      : { region: target.region };
  return {
    sts: new STSClient(settings),
    cloudFormation: new CloudFormationClient(settings),
    apiGateway: new ApiGatewayV2Client(settings),
    cognito: new CognitoIdentityProviderClient(settings),
    dynamoDb: new DynamoDBClient(settings),
    lambda: new LambdaClient(settings),
    iam: new IAMClient(settings),
    ses: new SESv2Client(settings),
    // An emulator names its queues by an address of its own, which may not be the one that reaches it.
    sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
  };
};
