import { fork } from 'node:child_process';
import { join } from 'node:path';
import { TRACE } from '../../scale/counting/logged.ts';
import { PROJECT_ROOT } from './sources.ts';

const RUNNER = join(import.meta.dirname, 'first-request.cjs');

/** What a fresh process has seen of itself. */
export interface FirstRequest {
  /** Reading, compiling and running the bundle, and whatever it loads besides. */
  readonly loadMs: number;
  /** The same, and the first request. */
  readonly answeredMs: number;
  /** User and system time of both, on all threads. */
  readonly cpuMs: number;
  /** All files that were loaded: the bundle, and those of the runtime's SDK where it is not in the bundle. */
  readonly loadedBytes: number;
  readonly statusCode: number;
}

/** What the stack and Lambda tell a function, and where DynamoDB and Stripe are here. */
export const functionEnvironment = (
  tables: { readonly charges: string; readonly orders: string; readonly idempotency: string },
  stripeUrl: string,
): Record<string, string> => ({
  // Where the runtime keeps its own SDK.
  NODE_PATH: join(PROJECT_ROOT, 'node_modules'),
  TZ: ':UTC',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: process.env.DYNAMODB_ENDPOINT ?? '',
  AWS_LAMBDA_FUNCTION_NAME: 'payonce',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  _X_AMZN_TRACE_ID: TRACE,
  POWERTOOLS_SERVICE_NAME: 'payonce-dev',
  CHARGES_TABLE: tables.charges,
  ORDERS_TABLE: tables.orders,
  IDEMPOTENCY_TABLE: tables.idempotency,
  DEPLOYMENT_ID: 'payonce-dev',
  PROCESSOR_ACCOUNT: 'acct_1MqLiJLkdIwHu7ix',
  STRIPE_API_BASE: stripeUrl,
  STRIPE_SECRET_KEY: 'sk_test_bench',
});

/** Has a fresh process load a bundle and answer one event. @throws Error when it answers anything but 201 */
export const firstRequest = (
  bundle: string,
  event: object,
  env: Readonly<Record<string, string>>,
): Promise<FirstRequest> =>
  new Promise((resolve, reject) => {
    const child = fork(RUNNER, [bundle, JSON.stringify(event)], {
      env,
      // No loader of this process: nothing is there that is not there on Lambda.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('message', (seen: FirstRequest) => {
      if (seen.statusCode === 201) resolve(seen);
      else reject(new Error(`${bundle} answered ${seen.statusCode}`));
    });
    child.once('exit', (code) => {
      if (code !== 0) reject(new Error(`${bundle} ended with ${code}\n${complaint}`));
    });
  });
