import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
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
  };
};
