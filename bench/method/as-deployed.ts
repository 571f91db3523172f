import { LOCAL_REGION } from '../../local/template/references.ts';
import { TRACE } from '../../scale/counting/logged.ts';

const variables = (): Readonly<Record<string, string>> => ({
  POWERTOOLS_SERVICE_NAME: 'payonce-dev',
  _X_AMZN_TRACE_ID: TRACE,
  AWS_ENDPOINT_URL_DYNAMODB: process.env.DYNAMODB_ENDPOINT ?? '',
  AWS_REGION: LOCAL_REGION,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/**
 * Runs `act` with the environment of a function. What is logged meanwhile is made in full and then dropped: nothing is kept,
 * so that the thousandth line costs what the first did.
 */
export const asDeployed = async <Result>(act: () => Promise<Result>): Promise<Result> => {
  const before = { ...process.env };
  const { write } = process.stdout;
  Object.assign(process.env, variables());
  process.stdout.write = ((_: unknown, ...rest: readonly unknown[]) => {
    const written = rest.findLast((one) => typeof one === 'function') as (() => void) | undefined;
    written?.();
    return true;
  }) as typeof write;
  try {
    return await act();
  } finally {
    process.stdout.write = write;
    for (const name of Object.keys(variables())) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
};
