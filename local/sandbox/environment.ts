import type { LambdaFunction } from '../template/model.ts';
import { LOCAL_REGION } from '../template/references.ts';

/** What a function must be told locally, because on AWS it stands elsewhere. */
export interface LocalSurroundings {
  readonly dynamodbEndpoint: string;
  /** Where mails are caught. */
  readonly sesEndpoint: string;
  /** Where messages to queues end. */
  readonly sqsEndpoint: string;
  readonly stripeSecretKey: string;
  /** What the local Stripe signs its events with. */
  readonly stripeWebhookSecret: string;
  /** @default - the real Stripe */
  readonly stripeApiBase: string | undefined;
}

/** A function that may move money is given the secret's name by the template: only it gets the key. */
export const callsStripe = ({ environment }: LambdaFunction): boolean => 'STRIPE_SECRET_ID' in environment;

/**
 * The whole environment of a function's process: the template's, Lambda's own variables, and where things are locally.
 * Nothing of this process's environment but the path, so that no setting of a developer's machine can change an answer.
 */
export const functionEnvironment = (
  lambda: LambdaFunction,
  {
    dynamodbEndpoint,
    sesEndpoint,
    sqsEndpoint,
    stripeSecretKey,
    stripeWebhookSecret,
    stripeApiBase,
  }: LocalSurroundings,
): Record<string, string> => ({
  ...(process.env.PATH !== undefined && { PATH: process.env.PATH }),
  TZ: ':UTC',
  AWS_REGION: LOCAL_REGION,
  AWS_DEFAULT_REGION: LOCAL_REGION,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
  AWS_ENDPOINT_URL_SESV2: sesEndpoint,
  AWS_ENDPOINT_URL_SQS: sqsEndpoint,
  // Should a function call another service all the same, it is refused here and leaves the machine for none.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_LAMBDA_FUNCTION_NAME: lambda.id,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${lambda.memoryMb}`,
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.id}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: '/var/task',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  // Nobody reads CloudWatch's format here; the request lines say the same.
  POWERTOOLS_METRICS_DISABLED: 'true',
  ...lambda.environment,
  ...(callsStripe(lambda) && {
    STRIPE_SECRET_KEY: stripeSecretKey,
    ...(stripeApiBase !== undefined && { STRIPE_API_BASE: stripeApiBase }),
  }),
  ...('STRIPE_WEBHOOK_SECRET_ID' in lambda.environment && { STRIPE_WEBHOOK_SECRET: stripeWebhookSecret }),
});
