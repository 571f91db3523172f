import type { Target } from './options.ts';

/**
 * Time-outs of the deployment that is verified: short, so that a charge that was left open can be seen to be settled
 * within a minute, and long enough for a cold start on a busy machine.
 */
const FUNCTION_TIMEOUT_S = 10;
const SETTLE_AFTER_S = 5;

/** Ways in which an SDK finds other credentials, or another address than the one that was given. */
const MISLEADING =
  /^AWS_(PROFILE|SESSION_TOKEN|ENDPOINT_URL_.*|IGNORE_CONFIGURED_ENDPOINT_URLS|ROLE_.*|WEB_.*|CONTAINER_.*)$/;

/** What an emulator takes for credentials. At AWS they open nothing. */
export const EMULATOR_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/**
 * The environment of the CDK and of our own clients. An emulator gets made-up credentials only, and nothing is left in
 * it by which a call could end at AWS instead; an account gets the environment as it is.
 */
export const environmentFor = (target: Target, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const settings = {
    AWS_REGION: target.region,
    AWS_DEFAULT_REGION: target.region,
    FUNCTION_TIMEOUT_S: String(FUNCTION_TIMEOUT_S),
    SETTLE_AFTER_S: String(SETTLE_AFTER_S),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    NODE_NO_WARNINGS: '1',
  };
  if (target.kind === 'account') return { ...environment, ...settings };

  const kept = Object.entries(environment).filter(([name]) => !MISLEADING.test(name));
  return {
    ...Object.fromEntries(kept),
    ...settings,
    AWS_ENDPOINT_URL: target.endpoint.origin,
    AWS_ACCESS_KEY_ID: EMULATOR_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
};
